import {
  Workflow,
  workflowSwitchResponseSchema,
  workflowsResponseSchema,
} from '@internal/plugin-github-workflows-common';
import { GUEST } from './__testUtils__/permissions';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';

const APPSYNC = '/entities/component/default/appsync-service';
const DISABLE = `${APPSYNC}/workflows/nightly.yml/disable`;
const ENABLE = `${APPSYNC}/workflows/nightly.yml/enable`;

let portal: StartedPlugin;

beforeEach(async () => {
  portal = await startPlugin({
    config: {
      // Longer than the test: what is seen isn't seen because the list got old.
      keepLists: { minutes: 5 },
    },
  });
});
afterEach(async () => portal.stop());

async function stateOf(file: string): Promise<Workflow['state']> {
  const { body } = await portal
    .get(`${APPSYNC}/workflows?ref=master`)
    .expect(200);
  const { items } = workflowsResponseSchema.parse(body);
  return items.find(item => item.file === file)!.state;
}

const refusal = ({ status, body }: { status: number; body: any }) => [
  status,
  body.error.code,
];

/** Writes that reached GitHub. */
const switches = () =>
  portal.github.record.requests().filter(({ method }) => method === 'PUT');

it('disables a workflow and enables it again, as the user, seen by everybody at once', async () => {
  expect(await stateOf('nightly.yml')).toBe('runnable');
  const { body } = await portal.post(DISABLE, {}).expect(200);
  expect(workflowSwitchResponseSchema.parse(body)).toEqual({
    file: 'nightly.yml',
    enabled: false,
  });
  expect(await stateOf('nightly.yml')).toBe('disabled_manually');
  expect(portal.signals.publish).toHaveBeenLastCalledWith(
    expect.objectContaining({ message: { type: 'workflows-changed' } }),
  );
  await portal.post(ENABLE, {}).expect(200);
  expect(await stateOf('nightly.yml')).toBe('runnable');
  expect(switches().map(({ login }) => login)).toEqual([
    'sam-okoro',
    'sam-okoro',
  ]);

  const { body: audit } = await portal
    .get(`/audit?entity=component:default/appsync-service`)
    .expect(200);
  expect(
    audit.items.map(({ action, workflowFile, outcome }: any) => [
      action,
      workflowFile,
      outcome,
    ]),
  ).toEqual([
    ['enable', 'nightly.yml', 'done'],
    ['disable', 'nightly.yml', 'done'],
  ]);
});

it('tells who may', async () => {
  const mayManage = async (user?: string) =>
    (await portal.get(`${APPSYNC}/repository`, user)).body.mayManage;
  expect(await mayManage()).toBe(true);
  expect(await mayManage('user:default/kim-sato')).toBe(false);
});

it('refuses who may not, and what cannot be, and changes nothing', async () => {
  const answers = [
    [await portal.post(DISABLE, {}, { user: GUEST }), 403, 'guest_may_not_run'],
    [
      await portal.post(DISABLE, {}, { user: 'user:default/kim-sato' }),
      403,
      'not_permitted',
    ],
    [
      await portal.post(DISABLE, {}, { token: null }),
      403,
      'github_token_missing',
    ],
    [
      await portal.post(DISABLE, {}, { token: 'gho_simulated_jo-lindt' }),
      403,
      'github_forbidden',
    ],
    [
      await portal.post(DISABLE, {}, { token: 'gho_unknown' }),
      403,
      'github_token_rejected',
    ],
    [await portal.post(DISABLE, {}, { token: 'a b' }), 400, 'request_invalid'],
    [await portal.post(DISABLE, { x: 1 }), 400, 'request_invalid'],
    [await portal.post(DISABLE, []), 400, 'request_invalid'],
    [
      await portal.post(`${APPSYNC}/workflows/nightly.txt/disable`, {}),
      400,
      'request_invalid',
    ],
    [
      await portal.post(`${APPSYNC}/workflows/..%2Fci.yml/disable`, {}),
      400,
      'request_invalid',
    ],
    [
      await portal.post(
        `${APPSYNC}/workflows/${'a'.repeat(252)}.yml/disable`,
        {},
      ),
      400,
      'request_invalid',
    ],
    [
      await portal.post(`${APPSYNC}/workflows/nope.yml/disable`, {}),
      404,
      'workflow_not_registered',
    ],
    [
      await portal.post(
        '/entities/component/default/nope/workflows/nightly.yml/disable',
        {},
      ),
      404,
      'entity_not_found',
    ],
  ] as const;
  for (const [answer, status, code] of answers) {
    expect(refusal(answer)).toEqual([status, code]);
    expect(answer.body.error.remedy).toMatch(/\.$/);
  }
  expect(await stateOf('nightly.yml')).toBe('runnable');
  expect(portal.signals.publish).not.toHaveBeenCalled();
});

it.each([
  [{ kind: 'lost_reply' }, 503, 'workflow_switch_outcome_unknown'],
  [{ kind: 'status', status: 502 }, 503, 'workflow_switch_outcome_unknown'],
  [
    { kind: 'status', status: 422, message: 'Actions is off' },
    409,
    'workflow_switch_refused',
  ],
  [{ kind: 'status', status: 404 }, 404, 'workflow_not_registered'],
  [{ kind: 'refuse' }, 503, 'workflow_switch_outcome_unknown'],
  [
    { kind: 'secondary_limit', retryAfterSeconds: 60 },
    503,
    'github_rate_limited',
  ],
] as const)('GitHub in trouble: %j', async (fault, status, code) => {
  portal.github.faults.add({
    method: 'PUT',
    path: /\/disable$/,
    fault,
    times: 1,
  });
  const answer = await portal.post(DISABLE, {});
  expect(refusal(answer)).toEqual([status, code]);
  expect(switches()).toHaveLength(1);
});
