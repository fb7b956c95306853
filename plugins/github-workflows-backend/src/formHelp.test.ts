import {
  presetsResponseSchema,
  refDetailsResponseSchema,
} from '@internal/plugin-github-workflows-common';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';
import { parsePresets } from './presets/parsePresets';

const APPSYNC = '/entities/component/default/appsync-service';
const STREAM = '/entities/component/default/stream-service';

let portal: StartedPlugin;
beforeAll(async () => {
  portal = await startPlugin();
});
afterAll(async () => portal.stop());

async function details(query: string, entity = APPSYNC) {
  const { body } = await portal
    .get(`${entity}/refs/details?${query}`)
    .expect(200);
  return refDetailsResponseSchema.parse(body);
}

describe('details of refs', () => {
  it('tell how far each is from the default branch, and what is protected', async () => {
    const { base, items } = await details('q=');
    expect(base).toBe('master');
    const byName = Object.fromEntries(items.map(item => [item.name, item]));
    expect(byName.master).toEqual({
      name: 'master',
      comparison: { ahead: 0, behind: 0 },
      isProtected: true,
    });
    expect(byName['feature/schema-v2']).toMatchObject({
      comparison: { ahead: expect.any(Number), behind: expect.any(Number) },
      isProtected: false,
    });
    expect(byName['feature/schema-v2'].comparison!.ahead).toBeGreaterThan(0);
    const one = await details('ref=feature%2Fschema-v2');
    expect(one.items).toEqual([byName['feature/schema-v2']]);
    const [tag] = (await details('type=tag&ref=v1.5.0')).items;
    expect(tag).toEqual({
      name: 'v1.5.0',
      comparison: { ahead: 0, behind: expect.any(Number) },
    });
  });

  it('cost few calls for fifty refs, and compare no two commits twice', async () => {
    await portal.get(`${STREAM}/refs`).expect(200);
    const calls = () =>
      portal.github.record
        .requests()
        .filter(({ path }) => path.includes('graphql')).length;
    const before = calls();
    expect((await details('q=', STREAM)).items).toHaveLength(50);
    // The head of the default branch, and twenty-five refs at a time.
    const after = calls();
    expect(after - before).toBeLessThanOrEqual(4);
    await details('q=', STREAM);
    // At most the list and the head again; the comparisons stay.
    expect(calls() - after).toBeLessThanOrEqual(2);
  });

  it('leave out what is protected when GitHub doesn’t say', async () => {
    const other = await startPlugin();
    try {
      other.github.faults.add({
        path: /\/branches$/,
        fault: { kind: 'status', status: 403 },
      });
      const { body } = await other
        .get(`${APPSYNC}/refs/details?ref=master`)
        .expect(200);
      expect(body.items).toEqual([
        { name: 'master', comparison: { ahead: 0, behind: 0 } },
      ]);
    } finally {
      await other.stop();
    }
  });

  it.each([
    ['type=commit', 400, 'request_invalid'],
    ['ref=a..b', 400, 'request_invalid'],
    [`q=${'x'.repeat(256)}`, 400, 'request_invalid'],
    ['sha=1', 400, 'request_invalid'],
    ['ref=nowhere', 404, 'ref_not_found'],
  ])('of %.20s are refused', async (query, status, code) => {
    const { body } = await portal
      .get(`${APPSYNC}/refs/details?${query}`)
      .expect(status);
    expect(body.error.code).toBe(code);
  });

  it('of a repository that isn’t there are refused', async () => {
    for (const path of ['refs/details', 'presets']) {
      const { body } = await portal
        .get(`/entities/component/default/gone/${path}`)
        .expect(404);
      expect(body.error.code).toBe('repository_not_found');
    }
  });
});

describe('presets of a team', () => {
  it('are read from the default branch, and there are none without a file', async () => {
    const none = await portal.get(`${STREAM}/presets`).expect(200);
    expect(presetsResponseSchema.parse(none.body).items).toEqual([]);
    await portal.github.state.push({
      owner: 'MobWorx',
      repo: 'appsync-service',
      branch: 'master',
      message: 'Add presets',
      files: {
        '.github/portal-dispatch.yaml':
          'version: 1\npresets:\n  - name: Staging\n    workflow: deploy.yml\n    inputs: { stage: staging, version: 3.10, dry_run: true }\n',
      },
    });
    const { body } = await portal.get(`${APPSYNC}/presets`).expect(200);
    expect(presetsResponseSchema.parse(body)).toMatchObject({
      items: [
        {
          name: 'Staging',
          workflow: 'deploy.yml',
          refType: 'branch',
          inputs: { stage: 'staging', version: '3.10', dry_run: 'true' },
        },
      ],
      problems: [],
    });
    await portal.get(`${APPSYNC}/presets?file=x`).expect(400);
  });

  const preset = (text: string) => `version: 1\npresets:\n${text}`;

  it('that are wrong are named at their line, and the others are there', () => {
    const { items, problems } = parsePresets(
      preset(`  - name: Good
    workflow: deploy.yml
  - name: Bad
    workflow: ../deploy.yml
  - name: Worse
    workflow: deploy.yml
    run: now
  - name: Good
    workflow: deploy.yml
  - name: Ref
    workflow: deploy.yml
    ref: a..b
    inputs:
      "a b": x
`),
    );
    expect(items.map(({ name }) => name)).toEqual(['Good']);
    expect(problems).toEqual([
      { message: expect.stringContaining('presets.1.workflow'), line: 6 },
      { message: expect.stringContaining('presets.2'), line: 7 },
      { message: expect.stringContaining('another preset “Good”'), line: 10 },
      { message: expect.stringContaining('presets.4.ref'), line: 14 },
      { message: expect.stringContaining('presets.4.inputs'), line: 16 },
    ]);
  });

  it.each([
    ['', /The file/, undefined],
    ['version: 2\npresets: []\n', /version: must be 1/, 1],
    ['version: 1\nversion: 1\npresets: []\n', /unique/, 2],
    ['version: 1\npresets: [\n', /./, 3],
    [preset(`  - name: ${'x'.repeat(101)}\n    workflow: a.yml\n`), /name/, 3],
    [
      preset('  - { name: a, workflow: a.yml, inputs: { __proto__: x } }\n'),
      /__proto__/,
      3,
    ],
    [
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c]\n`,
      /too many aliases/,
      undefined,
    ],
    ['x'.repeat(70_000), /more than 65536 characters/, undefined],
    [preset('  - { name: a, workflow: a.yml }\n'.repeat(101)), /presets: /, 3],
  ])('in %.30j give no presets and say why', (text, message, line) => {
    const { items, problems } = parsePresets(text);
    expect(items).toEqual([]);
    expect(problems[0].message).toMatch(message);
    expect(problems[0].line).toBe(line);
  });
});
