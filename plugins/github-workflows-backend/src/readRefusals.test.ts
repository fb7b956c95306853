import { refusal } from '@internal/upstream-node/testUtils';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';

const APPSYNC = '/entities/component/default/appsync-service';

let portal: StartedPlugin;

const start = async () => {
  portal = await startPlugin();
};
const stop = async () => portal.stop();

describe('bad input to reads', () => {
  beforeAll(start);
  afterAll(stop);

  it.each([
    [
      'an entity that is not there',
      '/entities/component/default/nope/repository',
      404,
      'entity_not_found',
    ],
    [
      'an entity without the annotation',
      '/entities/component/default/no-annotation/repository',
      404,
      'annotation_missing',
    ],
    [
      'an annotation without a slash',
      '/entities/component/default/no-slash/repository',
      400,
      'annotation_malformed',
    ],
    [
      'a repository that the token cannot see',
      '/entities/component/default/gone/repository',
      404,
      'repository_not_found',
    ],
    [
      'its workflows',
      '/entities/component/default/gone/workflows?ref=main',
      404,
      'repository_not_found',
    ],
    [
      'a host without an integration',
      '/entities/component/default/elsewhere/repository',
      404,
      'integration_missing',
    ],
    [
      'a kind that is too long',
      `/entities/${'k'.repeat(64)}/default/x/repository`,
      400,
      'request_invalid',
    ],
    [
      'an unknown query key',
      `${APPSYNC}/repository?repo=other`,
      400,
      'request_invalid',
    ],
    ['a ref that is missing', `${APPSYNC}/workflows`, 400, 'request_invalid'],
    [
      'a ref with two dots',
      `${APPSYNC}/workflows?ref=a..b`,
      400,
      'request_invalid',
    ],
    [
      'a ref with a space',
      `${APPSYNC}/workflows?ref=a%20b`,
      400,
      'request_invalid',
    ],
    [
      'a ref of 256 bytes',
      `${APPSYNC}/workflows?ref=${'a'.repeat(256)}`,
      400,
      'request_invalid',
    ],
    [
      'a ref of 255 characters and more bytes',
      `${APPSYNC}/workflows?ref=${encodeURIComponent('ü'.repeat(200))}`,
      400,
      'request_invalid',
    ],
    [
      'a ref in another script that is not there',
      `${APPSYNC}/workflows?ref=${encodeURIComponent('функция')}`,
      404,
      'ref_not_found',
    ],
    [
      'a ref that is not there',
      `${APPSYNC}/workflows?ref=nope`,
      404,
      'ref_not_found',
    ],
    [
      'a branch asked for as a tag',
      `${APPSYNC}/workflows?ref=master&refType=tag`,
      404,
      'ref_not_found',
    ],
    [
      'a type of ref that is none',
      `${APPSYNC}/workflows?ref=master&refType=commit`,
      400,
      'request_invalid',
    ],
    [
      'a file outside of the folder',
      `${APPSYNC}/workflows/${encodeURIComponent('../../x.yml')}/form?ref=master`,
      400,
      'request_invalid',
    ],
    [
      'a file that is no workflow',
      `${APPSYNC}/workflows/README.md/form?ref=master`,
      400,
      'request_invalid',
    ],
    [
      'a file that is not on the ref',
      `${APPSYNC}/workflows/nope.yml/form?ref=master`,
      404,
      'workflow_not_on_ref',
    ],
    [
      'runs of a workflow that is not there',
      `${APPSYNC}/runs?workflow=nope.yml`,
      404,
      'workflow_not_registered',
    ],
    [
      'a page that is no number',
      `${APPSYNC}/runs?page=x`,
      400,
      'request_invalid',
    ],
    [
      'a page beyond the last',
      `${APPSYNC}/runs?page=5001`,
      400,
      'request_invalid',
    ],
    ['a run that is not there', `${APPSYNC}/runs/1`, 404, 'run_not_found'],
    ['a run that is no number', `${APPSYNC}/runs/1e3`, 400, 'request_invalid'],
    [
      'a search that is too long',
      `${APPSYNC}/refs?q=${'a'.repeat(256)}`,
      400,
      'request_invalid',
    ],
    [
      'too many dispatches',
      '/dispatches/mine?limit=51',
      400,
      'request_invalid',
    ],
  ])('%s', async (_name, path, status, code) => {
    expect(refusal(await portal.get(path))).toEqual([status, code]);
  });

  it('a job that belongs to another run', async () => {
    const { body } = await portal.get(`${APPSYNC}/runs`).expect(200);
    const [one, other] = body.items;
    const { body: details } = await portal
      .get(`${APPSYNC}/runs/${other.id}`)
      .expect(200);
    const answer = await portal.get(
      `${APPSYNC}/runs/${one.id}/jobs/${details.jobs[0].id}/log`,
    );
    expect(refusal(answer)).toEqual([404, 'run_not_found']);
  });
});
