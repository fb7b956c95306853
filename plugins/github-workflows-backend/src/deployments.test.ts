import {
  reviewResponseSchema,
  waitingRunsResponseSchema,
} from '@internal/plugin-github-workflows-common';
import { refusal } from '@internal/upstream-node/testUtils';
import {
  ROBIN_TOKEN,
  StartedStudio,
  startStudio,
  STUDIO,
} from './__testUtils__/startStudio';

let studio: StartedStudio;

beforeEach(async () => {
  studio = await startStudio();
});
afterEach(async () => studio.portal.stop());

it('shows who has to approve, takes the approval of another person, and keeps who gave it', async () => {
  const runId = await studio.deploy();
  const before = await studio.overview(runId, ROBIN_TOKEN);
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
      (await studio.portal.get(`${STUDIO}/waiting`)).body,
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

  studio.portal.signals.publish.mockClear();
  const answer = await studio.review(runId);
  expect(answer.status).toBe(200);
  expect(reviewResponseSchema.parse(answer.body)).toEqual({
    runId,
    state: 'approved',
    environments: ['production'],
  });
  expect(studio.sentReviews()).toEqual([
    expect.objectContaining({ login: 'robin-hale', status: 200 }),
  ]);
  expect(studio.portal.auditor.createEvent).toHaveBeenLastCalledWith(
    expect.objectContaining({
      eventId: 'review-deployment',
      meta: expect.objectContaining({ runId, action: 'approve' }),
    }),
  );
  expect(studio.portal.auditor.success).toHaveBeenCalledTimes(2);
  expect(studio.statusOf(runId)).toBe('queued');
  expect(await studio.overview(runId)).toMatchObject({
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
  await studio.later();
  await studio.portal.tick();
  expect(studio.portal.signals.publish).toHaveBeenCalledWith(
    expect.objectContaining({ message: { type: 'run-changed', runId } }),
  );
});

it('refuses addresses that are none', async () => {
  const answers = await Promise.all([
    studio.portal.get(`${STUDIO}/runs/abc/deployments`),
    studio.portal.get(`${STUDIO}/runs/1/deployments?as=robin`),
    studio.portal.get(`${STUDIO}/waiting?repo=other`),
    studio.portal.post(`${STUDIO}/runs/0/deployments`, {}),
  ]);
  expect(answers.map(refusal)).toEqual(
    answers.map(() => [400, 'request_invalid']),
  );
});

it('shows a timer that nobody has to approve', async () => {
  const [, production] = studio.portal.github.state.repository(
    'MobWorx/studio-service',
  ).environments;
  Object.assign(production, { reviewers: [], waitMinutes: 30 });
  const runId = await studio.deploy();
  expect((await studio.overview(runId, ROBIN_TOKEN)).waiting).toMatchObject([
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
  const runId = await studio.deploy();
  const { waiting } = await studio.overview(runId, 'gho_unknown');
  expect(waiting[0].viewer).toEqual({ mayReview: true });
  expect(
    (await studio.portal.get(studio.pathOf(await studio.deploy('staging'))))
      .body,
  ).toMatchObject({ waiting: [], reviews: [] });
});

it('lists a run that waits also when GitHub doesn’t say for whom', async () => {
  const runId = await studio.deploy();
  studio.portal.github.faults.add({
    path: '/pending_deployments',
    fault: { kind: 'status', status: 500 },
  });
  const { body } = await studio.portal.get(`${STUDIO}/waiting`);
  expect(body.items).toEqual([{ run: expect.objectContaining({ id: runId }) }]);
});
