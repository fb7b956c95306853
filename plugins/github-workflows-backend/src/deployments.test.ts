import { randomUUID } from 'node:crypto';
import {
  reviewResponseSchema,
  runDeploymentsResponseSchema,
  waitingRunsResponseSchema,
} from '@internal/plugin-github-workflows-common';
import { GUEST } from './__testUtils__/permissions';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';

const STUDIO = '/entities/component/default/studio-service';
const LEE = 'gho_simulated_lee-moran';
const ROBIN = 'gho_simulated_robin-hale';

let portal: StartedPlugin;

beforeEach(async () => {
  portal = await startPlugin({ config: { timeout: { seconds: 2 } } });
});
afterEach(async () => portal.stop());

/** Longer than an answer about a run under way is kept. */
const later = () => new Promise(resolve => setTimeout(resolve, 110));

/** A run of Lee's to production, which waits for somebody else. */
async function deploy(stage = 'production') {
  const workflow = `${STUDIO}/workflows/deploy.yml`;
  const { body: form } = await portal
    .get(`${workflow}/form?ref=main`)
    .expect(200);
  const { body } = await portal
    .post(
      `${workflow}/dispatches`,
      {
        ref: 'main',
        inputs: { stage, dry_run: 'false' },
        expectedBlobSha: form.blobSha,
        idempotencyKey: randomUUID(),
      },
      { token: LEE },
    )
    .expect(201);
  return body.dispatch.runId as number;
}

const pathOf = (runId: number) => `${STUDIO}/runs/${runId}/deployments`;

async function overview(runId: number, token?: string) {
  await later();
  const call = portal.get(pathOf(runId));
  const { body } = await (token ? call.set('X-GitHub-Token', token) : call);
  return runDeploymentsResponseSchema.parse(body);
}

async function review(
  runId: number,
  request: object = {},
  options: { token?: string | null; user?: string } = {},
) {
  const { environments } = portal.github.state.repository(
    'MobWorx/studio-service',
  );
  const production = environments.find(({ name }) => name === 'production')!;
  return portal.post(
    pathOf(runId),
    {
      environmentIds: [production.id],
      state: 'approved',
      comment: 'Go',
      idempotencyKey: randomUUID(),
      ...request,
    },
    { token: ROBIN, ...options },
  );
}

const sentReviews = () =>
  portal.github.record
    .requests()
    .filter(
      ({ method, path }) =>
        method === 'POST' && path.endsWith('/pending_deployments'),
    );

const runOf = (runId: number) =>
  portal.github.state
    .runs('MobWorx/studio-service')
    .find(({ id }) => id === runId)!;
const statusOf = (runId: number) => runOf(runId).attempts.at(-1)!.status;

const refusal = ({ status, body }: { status: number; body: any }) => [
  status,
  body.error.code,
];

it('shows who has to approve, takes the approval of another person, and keeps who gave it', async () => {
  const runId = await deploy();
  const before = await overview(runId, ROBIN);
  expect(before).toMatchObject({
    waiting: [
      {
        environment: 'production',
        waitMinutes: 0,
        reviewers: [
          { type: 'user', name: 'lee-moran' },
          { type: 'user', name: 'robin-hale' },
        ],
        viewer: { mayReview: true },
      },
    ],
    reviews: [],
  });
  expect(
    waitingRunsResponseSchema.parse(
      (await portal.get(`${STUDIO}/waiting`)).body,
    ),
  ).toMatchObject({
    totalCount: 1,
    items: [
      {
        run: { id: runId, status: 'waiting' },
        environments: [{ name: 'production' }],
      },
    ],
  });

  portal.signals.publish.mockClear();
  const answer = await review(runId);
  expect(answer.status).toBe(200);
  expect(reviewResponseSchema.parse(answer.body)).toEqual({
    runId,
    state: 'approved',
    environments: ['production'],
  });
  expect(sentReviews()).toEqual([
    expect.objectContaining({ login: 'robin-hale', status: 200 }),
  ]);
  expect(portal.auditor.createEvent).toHaveBeenLastCalledWith(
    expect.objectContaining({
      eventId: 'review-deployment',
      meta: expect.objectContaining({ runId, action: 'approve' }),
    }),
  );
  expect(portal.auditor.success).toHaveBeenCalledTimes(2);
  expect(statusOf(runId)).toBe('queued');
  expect(await overview(runId)).toMatchObject({
    waiting: [],
    reviews: [
      {
        environments: ['production'],
        state: 'approved',
        user: 'robin-hale',
        comment: 'Go',
      },
    ],
  });
  // Everybody who looks at the run is told.
  await later();
  await portal.tick();
  expect(portal.signals.publish).toHaveBeenCalledWith(
    expect.objectContaining({ message: { type: 'run-changed', runId } }),
  );
});

it('rejects as well, and the run fails', async () => {
  const runId = await deploy();
  expect((await review(runId, { state: 'rejected' })).status).toBe(200);
  expect(runOf(runId).attempts[0]).toMatchObject({ conclusion: 'failure' });
  expect((await overview(runId)).reviews).toMatchObject([
    { state: 'rejected', user: 'robin-hale' },
  ]);
});

it('lets nobody review their own run, says so before and refuses it', async () => {
  const runId = await deploy();
  const { waiting } = await overview(runId, LEE);
  expect(waiting[0].viewer).toEqual({
    mayReview: false,
    reason: expect.stringMatching(/may not review your own/),
  });
  expect(refusal(await review(runId, {}, { token: LEE }))).toEqual([
    403,
    'review_not_yours',
  ]);
  expect(sentReviews()).toEqual([]);
  expect(statusOf(runId)).toBe('waiting');
});

it('is one review however often it is sent', async () => {
  const runId = await deploy();
  const request = { idempotencyKey: randomUUID() };
  const answers = await Promise.all([
    review(runId, request),
    review(runId, request),
  ]);
  answers.push(await review(runId, request));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(sentReviews()).toHaveLength(1);
  // Another click of another page comes too late, and is told so.
  expect(refusal(await review(runId))).toEqual([409, 'review_nothing_waits']);
  expect(sentReviews()).toHaveLength(1);
});

it.each([
  [{ kind: 'lost_reply' }, 'queued'],
  [{ kind: 'status', status: 502 }, 'waiting'],
] as const)(
  'never sends a review again whose answer was lost: %j',
  async (fault, status) => {
    const runId = await deploy();
    portal.github.faults.add({
      method: 'POST',
      path: /\/pending_deployments$/,
      fault,
      times: 1,
    });
    const request = { idempotencyKey: randomUUID() };
    for (let click = 0; click < 2; click += 1) {
      expect(refusal(await review(runId, request))).toEqual([
        503,
        'review_outcome_unknown',
      ]);
    }
    expect(sentReviews()).toHaveLength(1);
    expect(statusOf(runId)).toBe(status);
    expect(portal.auditor.fail).toHaveBeenCalledTimes(2);
  },
);

it('sends again what was refused before anything was done', async () => {
  const runId = await deploy();
  portal.github.faults.add({
    method: 'POST',
    path: /\/pending_deployments$/,
    fault: { kind: 'secondary_limit', retryAfterSeconds: 60 },
    times: 1,
  });
  const request = { idempotencyKey: randomUUID() };
  expect(refusal(await review(runId, request))).toEqual([
    503,
    'github_rate_limited',
  ]);
  expect((await review(runId, request)).status).toBe(200);
});

it('refuses who may not and what cannot be, and changes nothing', async () => {
  const runId = await deploy();
  const guest = await portal.get(pathOf(runId), GUEST);
  expect(guest.body.waiting[0].viewer).toMatchObject({
    mayReview: false,
    reason: expect.stringMatching(/Guests may look/),
  });
  const answers = [
    [await review(runId, {}, { user: GUEST }), 403, 'guest_may_not_run'],
    [
      await review(runId, {}, { user: 'user:default/kim-sato' }),
      403,
      'not_permitted',
    ],
    [await review(runId, {}, { token: null }), 403, 'github_token_missing'],
    [
      await review(runId, {}, { token: 'gho_unknown' }),
      403,
      'github_token_rejected',
    ],
    [
      await review(runId, {}, { token: 'gho_simulated_eve-stranger' }),
      403,
      'github_forbidden',
    ],
    [
      await review(runId, {}, { token: 'gho_simulated_sam-okoro' }),
      403,
      'review_not_yours',
    ],
    [await review(runId, { environmentIds: [1] }), 409, 'review_nothing_waits'],
    [await review(1), 404, 'run_not_found'],
  ] as const;
  for (const [answer, status, code] of answers) {
    expect(refusal(answer)).toEqual([status, code]);
    expect(answer.body.error.remedy).toMatch(/\.$/);
  }
  expect(sentReviews()).toEqual([]);
  expect(statusOf(runId)).toBe('waiting');
});

it.each([
  ['no environment', { environmentIds: [] }],
  ['an environment by its name', { environmentIds: ['production'] }],
  ['a part of a number', { environmentIds: [1.5] }],
  ['a number below one', { environmentIds: [0] }],
  ['too many environments', { environmentIds: [...Array(31).keys()] }],
  ['an environment twice', { environmentIds: [7, 7] }],
  ['another state', { state: 'maybe' }],
  ['a comment that is no text', { comment: 5 }],
  ['a comment that is too long', { comment: 'x'.repeat(1_001) }],
  ['a key that is no UUID', { idempotencyKey: 'x' }],
  ['an unknown key', { repository: 'MobWorx/other' }],
])('refuses a review with %s', async (_, request) => {
  expect(refusal(await review(1, request))).toEqual([400, 'request_invalid']);
  expect(sentReviews()).toEqual([]);
});

it('refuses addresses that are none', async () => {
  const answers = await Promise.all([
    portal.get(`${STUDIO}/runs/abc/deployments`),
    portal.get(`${STUDIO}/runs/1/deployments?as=robin`),
    portal.get(`${STUDIO}/waiting?repo=other`),
    portal.post(`${STUDIO}/runs/0/deployments`, {}),
  ]);
  expect(answers.map(refusal)).toEqual(
    answers.map(() => [400, 'request_invalid']),
  );
});

it('shows a timer that nobody has to approve', async () => {
  const [, production] = portal.github.state.repository(
    'MobWorx/studio-service',
  ).environments;
  Object.assign(production, { reviewers: [], waitMinutes: 30 });
  const runId = await deploy();
  expect((await overview(runId, ROBIN)).waiting).toMatchObject([
    {
      waitMinutes: 30,
      waitStartedAt: expect.any(String),
      viewer: {
        mayReview: false,
        reason: expect.stringMatching(/Nobody has to approve/),
      },
    },
  ]);
});

it('shows as the portal what a person’s own sign-in cannot read', async () => {
  const runId = await deploy();
  const { waiting } = await overview(runId, 'gho_unknown');
  expect(waiting[0].viewer).toEqual({ mayReview: true });
  expect(
    (await portal.get(pathOf(await deploy('staging')))).body,
  ).toMatchObject({ waiting: [], reviews: [] });
});

it('lists a run that waits also when GitHub doesn’t say for whom', async () => {
  const runId = await deploy();
  portal.github.faults.add({
    path: '/pending_deployments',
    fault: { kind: 'status', status: 500 },
  });
  const { body } = await portal.get(`${STUDIO}/waiting`);
  expect(body.items).toEqual([{ run: expect.objectContaining({ id: runId }) }]);
});
