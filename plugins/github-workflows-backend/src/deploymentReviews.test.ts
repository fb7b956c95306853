import { randomUUID } from 'node:crypto';
import { refusal } from '@internal/upstream-node/testUtils';
import { GUEST } from './__testUtils__/permissions';
import { LEE, StartedStudio, startStudio } from './__testUtils__/startStudio';

let studio: StartedStudio;

beforeEach(async () => {
  studio = await startStudio();
});
afterEach(async () => studio.portal.stop());

it('rejects as well, and the run fails', async () => {
  const runId = await studio.deploy();
  expect((await studio.review(runId, { state: 'rejected' })).status).toBe(200);
  expect(studio.runOf(runId).attempts[0]).toMatchObject({
    conclusion: 'failure',
  });
  expect((await studio.overview(runId)).reviews).toMatchObject([
    { state: 'rejected', user: 'robin-hale' },
  ]);
});

it('lets nobody review their own run, says so before and refuses it', async () => {
  const runId = await studio.deploy();
  const { waiting } = await studio.overview(runId, LEE);
  expect(waiting[0].viewer).toEqual({
    mayReview: false,
    reason: expect.stringMatching(/may not review your own/),
  });
  expect(refusal(await studio.review(runId, {}, { token: LEE }))).toEqual([
    403,
    'review_not_yours',
  ]);
  expect(studio.sentReviews()).toEqual([]);
  expect(studio.statusOf(runId)).toBe('waiting');
});

it('is one review however often it is sent', async () => {
  const runId = await studio.deploy();
  const request = { idempotencyKey: randomUUID() };
  const answers = await Promise.all([
    studio.review(runId, request),
    studio.review(runId, request),
  ]);
  answers.push(await studio.review(runId, request));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(studio.sentReviews()).toHaveLength(1);
  // Another click of another page comes too late, and is told so.
  expect(refusal(await studio.review(runId))).toEqual([
    409,
    'review_nothing_waits',
  ]);
  expect(studio.sentReviews()).toHaveLength(1);
});

it.each([
  [{ kind: 'lost_reply' }, 'queued'],
  [{ kind: 'status', status: 502 }, 'waiting'],
] as const)(
  'never sends a review again whose answer was lost: %j',
  async (fault, status) => {
    const runId = await studio.deploy();
    studio.portal.github.faults.add({
      method: 'POST',
      path: /\/pending_deployments$/,
      fault,
      times: 1,
    });
    const request = { idempotencyKey: randomUUID() };
    for (let click = 0; click < 2; click += 1) {
      expect(refusal(await studio.review(runId, request))).toEqual([
        503,
        'review_outcome_unknown',
      ]);
    }
    expect(studio.sentReviews()).toHaveLength(1);
    expect(studio.statusOf(runId)).toBe(status);
    expect(studio.portal.auditor.fail).toHaveBeenCalledTimes(2);
  },
);

it('sends again what was refused before anything was done', async () => {
  const runId = await studio.deploy();
  studio.portal.github.faults.add({
    method: 'POST',
    path: /\/pending_deployments$/,
    fault: { kind: 'secondary_limit', retryAfterSeconds: 60 },
    times: 1,
  });
  const request = { idempotencyKey: randomUUID() };
  expect(refusal(await studio.review(runId, request))).toEqual([
    503,
    'github_rate_limited',
  ]);
  expect((await studio.review(runId, request)).status).toBe(200);
});

it('refuses who may not and what cannot be, and changes nothing', async () => {
  const runId = await studio.deploy();
  const guest = await studio.portal.get(studio.pathOf(runId), GUEST);
  expect(guest.body.waiting[0].viewer).toMatchObject({
    mayReview: false,
    reason: expect.stringMatching(/Guests may look/),
  });
  const answers = [
    [await studio.review(runId, {}, { user: GUEST }), 403, 'guest_may_not_run'],
    [
      await studio.review(runId, {}, { user: 'user:default/kim-sato' }),
      403,
      'not_permitted',
    ],
    [
      await studio.review(runId, {}, { token: null }),
      403,
      'github_token_missing',
    ],
    [
      await studio.review(runId, {}, { token: 'gho_unknown' }),
      403,
      'github_token_rejected',
    ],
    [
      await studio.review(runId, {}, { token: 'gho_simulated_eve-stranger' }),
      403,
      'github_forbidden',
    ],
    [
      await studio.review(runId, {}, { token: 'gho_simulated_sam-okoro' }),
      403,
      'review_not_yours',
    ],
    [
      await studio.review(runId, { environmentIds: [1] }),
      409,
      'review_nothing_waits',
    ],
    [await studio.review(1), 404, 'run_not_found'],
  ] as const;
  for (const [answer, status, code] of answers) {
    expect(refusal(answer)).toEqual([status, code]);
    expect(answer.body.error.remedy).toMatch(/\.$/);
  }
  expect(studio.sentReviews()).toEqual([]);
  expect(studio.statusOf(runId)).toBe('waiting');
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
  expect(refusal(await studio.review(1, request))).toEqual([
    400,
    'request_invalid',
  ]);
  expect(studio.sentReviews()).toEqual([]);
});
