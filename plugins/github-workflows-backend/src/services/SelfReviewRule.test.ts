import { problem } from '../problems';
import { SelfReviewRule } from './SelfReviewRule';

const repository = { host: 'github.com', owner: 'MobWorx', repo: 'studio' };
const own = { repository, userRef: 'user:default/lee' };
const run = { id: 1, actor: 'portal[bot]', triggeringActor: 'portal[bot]' };

/** What is known of the run and of the environments, and what the rule makes of it. */
function rule(options: {
  made?: { identity: 'app' | 'user'; userRef: string };
  environments: () => Promise<unknown>;
}) {
  const { made, environments } = options;
  const store = {
    byRun: async () =>
      made && { dispatch: { identity: made.identity }, userRef: made.userRef },
  };
  return new SelfReviewRule({ environments } as never, store as never);
}

const wanting = (preventSelfReview: boolean) => async () => ({
  value: [{ name: 'production', rules: { preventSelfReview } }],
});
const byApp = { identity: 'app' as const, userRef: own.userRef };

it.each([
  ['the environment wants somebody else', wanting(true), 'production'],
  ['the environment isn’t known', wanting(false), 'other'],
  [
    'GitHub can’t be asked',
    async () => {
      throw problem('unavailable', 'github_timeout', 'Late.', 'Wait.');
    },
    'production',
  ],
])(
  'keeps whom the App acted for from reviewing, where %s',
  async (_, environments, environment) => {
    await expect(
      rule({ made: byApp, environments }).require(
        own,
        run as never,
        environment,
      ),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      code: 'review_of_own_run',
    });
  },
);

it.each([
  ['started outside of the portal', undefined, {}],
  [
    'started as the person, whom GitHub knows',
    { ...byApp, identity: 'user' as const },
    {},
  ],
  ['started for somebody else', { ...byApp, userRef: 'user:default/kim' }, {}],
  ['run again by somebody', byApp, { triggeringActor: 'kim' }],
])('leaves what was %s to GitHub', async (_, made, change) => {
  await expect(
    rule({ made, environments: wanting(true) }).require(
      own,
      { ...run, ...change } as never,
      'production',
    ),
  ).resolves.toBeUndefined();
});

it('lets a person review where the environment allows it', async () => {
  await expect(
    rule({ made: byApp, environments: wanting(false) }).require(
      own,
      run as never,
      'production',
    ),
  ).resolves.toBeUndefined();
});

it('hides no mistake of its own', async () => {
  const broken = rule({
    made: byApp,
    environments: async () => {
      throw new TypeError('broken');
    },
  });
  await expect(
    broken.require(own, run as never, 'production'),
  ).rejects.toBeInstanceOf(TypeError);
});
