import {
  environmentsAnswer,
  mapEnvironment,
  mapReviewers,
} from './environments';

function mapAnswer(environment: Record<string, unknown>) {
  const { environments } = environmentsAnswer.parse({
    environments: [{ name: 'production', ...environment }],
  });
  return mapEnvironment(environments![0]);
}

it('maps an environment without rules', () => {
  expect(mapAnswer({})).toEqual({
    name: 'production',
    rules: { reviewers: [], preventSelfReview: false, waitMinutes: 0 },
    deployFrom: 'all',
  });
});

it('maps rules of which GitHub says only what they are', () => {
  expect(
    mapAnswer({
      protection_rules: [
        { type: 'required_reviewers' },
        { type: 'wait_timer' },
        { type: 'branch_policy' },
      ],
      deployment_branch_policy: {
        protected_branches: true,
        custom_branch_policies: false,
      },
    }),
  ).toMatchObject({
    rules: { reviewers: [], preventSelfReview: false, waitMinutes: 0 },
    deployFrom: 'protected_branches',
  });
});

it('names people and teams, and leaves out whom GitHub does not name', () => {
  expect(
    mapReviewers([
      { type: 'User', reviewer: { login: 'robin-hale', name: 'Robin' } },
      {
        type: 'Team',
        reviewer: { name: 'Platform', html_url: 'https://github.com/t' },
      },
      { type: 'Team', reviewer: null },
      { type: 'User' },
    ]),
  ).toEqual([
    { type: 'user', name: 'robin-hale', htmlUrl: undefined },
    { type: 'team', name: 'Platform', htmlUrl: 'https://github.com/t' },
  ]);
});
