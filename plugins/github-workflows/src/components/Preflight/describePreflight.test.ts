import type {
  PreflightConcurrency,
  PreflightEnvironment,
  PreflightResponse,
} from '@internal/plugin-github-workflows-common';
import { makeRunningRun } from '../../testHelpers/builders';
import { describePreflight, isRefused } from './describePreflight';

const at = { ref: 'main', refType: 'branch' as const };
const nothing: PreflightResponse = {
  environments: [],
  openQuestions: [],
  runsUnderWay: [],
  concurrency: [],
  failures: [],
};
const rules = {
  reviewers: [],
  preventSelfReview: false,
  waitMinutes: 0,
  deployFrom: { kind: 'all' as const },
};

function environment(
  part: Partial<PreflightEnvironment> = {},
): PreflightEnvironment {
  return {
    name: 'production',
    jobs: ['deploy'],
    conditional: false,
    rules,
    mayDeploy: 'yes',
    ...part,
  };
}

const lines = (part: Partial<PreflightResponse>) =>
  describePreflight({ ...nothing, ...part }, at).map(
    ({ tone, text }) => `${tone}: ${text}`,
  );

describe('an environment', () => {
  const one = (part: Partial<PreflightEnvironment>) =>
    lines({ environments: [environment(part)] });

  it('says who has to approve and for how long it waits', () => {
    const reviewers = [
      { type: 'user' as const, name: 'lee' },
      { type: 'user' as const, name: 'robin' },
      { type: 'team' as const, name: 'Platform' },
    ];
    expect(one({ rules: { ...rules, reviewers, waitMinutes: 30 } })).toEqual([
      'waiting: The deployment to production waits until lee, robin or the team Platform approves it.',
      'waiting: The deployment to production waits 30 minutes in any case.',
    ]);
    expect(
      one({
        rules: {
          ...rules,
          reviewers: reviewers.slice(0, 1),
          preventSelfReview: true,
          waitMinutes: 1,
        },
      }),
    ).toEqual([
      'waiting: The deployment to production waits until lee approves it. As you start the run, you can’t be the one who approves it.',
      'waiting: The deployment to production waits 1 minute in any case.',
    ]);
  });

  it('without rules says so, and so does one that isn’t there', () => {
    expect(one({})).toEqual([
      'neutral: Deploys to production without anybody’s approval.',
    ]);
    expect(one({ rules: undefined })[0]).toMatch(/isn’t there yet/);
  });

  it.each([
    [{ kind: 'protected_branches' as const }, /Only protected branches may/],
    [
      {
        kind: 'patterns' as const,
        patterns: [
          { name: 'main', type: 'branch' as const },
          { name: 'v*', type: 'tag' as const },
        ],
      },
      /Only these may: branch main, tag v\*\./,
    ],
    [{ kind: 'patterns' as const, patterns: [] }, /No branch or tag may/],
  ])('that the ref may not deploy to says who may: %j', (deployFrom, said) => {
    const refused = environment({
      rules: { ...rules, deployFrom },
      mayDeploy: 'no',
    });
    const [line] = lines({ environments: [refused] });
    expect(line).toMatch(/^failure: GitHub lets the run fail: the branch main/);
    expect(line).toMatch(said);
    expect(isRefused({ ...nothing, environments: [refused] })).toBe(true);
  });

  it('of a job that may be skipped keeps nobody from running', () => {
    const perhaps = environment({
      mayDeploy: 'no',
      conditional: true,
      jobs: ['a', 'b'],
    });
    expect(lines({ environments: [perhaps] })[0]).toMatch(
      /^warning: If the job a and b isn’t skipped: GitHub lets/,
    );
    expect(isRefused({ ...nothing, environments: [perhaps] })).toBe(false);
  });

  it('that isn’t known enough says so', () => {
    expect(
      one({
        mayDeploy: 'unknown',
        rules: { ...rules, deployFrom: { kind: 'unknown' } },
      }),
    ).toEqual([
      'warning: Whether the branch main may deploy to production couldn’t be found out.',
    ]);
  });
});

describe('a concurrency group', () => {
  const holder = {
    runId: 7,
    runName: 'Deploy',
    status: 'in_progress' as const,
  };
  const waiting = { runId: 8, runName: 'Release', status: 'pending' as const };
  const one = (part: Partial<PreflightConcurrency>) =>
    lines({
      concurrency: [
        {
          group: 'ship',
          cancelInProgress: 'no',
          queue: false,
          members: [holder],
          ...part,
        },
      ],
    });

  it.each([
    [{ members: [] }, []],
    [
      {},
      [
        'waiting: Deploy holds the concurrency group ship. The run waits in place 1 of its queue.',
      ],
    ],
    [
      { job: 'deploy', members: [{ ...holder, jobName: 'deploy' }] },
      [
        'waiting: Deploy (deploy) holds the concurrency group ship. The job deploy waits in place 1 of its queue.',
      ],
    ],
    [
      { cancelInProgress: 'yes' as const },
      [
        'warning: Deploy holds the concurrency group ship. A new run cancels it.',
      ],
    ],
    [
      { cancelInProgress: 'unknown' as const },
      [
        'waiting: Deploy holds the concurrency group ship. The run waits in place 1 of its queue. The file may also cancel it.',
      ],
    ],
    [
      { members: [holder, waiting] },
      [
        'warning: Deploy holds the concurrency group ship, and Release waits for it. GitHub keeps one that waits, so a new run takes that place and GitHub cancels Release.',
      ],
    ],
    [
      { members: [holder, waiting], queue: true },
      [
        'waiting: Deploy holds the concurrency group ship. The run waits in place 2 of its queue.',
      ],
    ],
  ])('%j', (part, expected) => {
    expect(one(part)).toEqual(expected);
  });
});

it('says what is open and what failed, the most serious first', () => {
  expect(
    lines({
      runsUnderWay: [
        makeRunningRun({ id: 3, number: 3 }),
        makeRunningRun({ id: 2, number: 2, actor: undefined }),
      ],
      openQuestions: [
        { about: 'environment', job: 'a', text: '${{ matrix.x }}' },
        { about: 'concurrency', text: '${{ vars.x }}' },
        { about: 'concurrency', job: 'a', text: '${{ vars.y }}' },
        { about: 'called_workflow', job: 'b', text: 'o/r/b.yml@v1' },
        { about: 'missing_workflow', job: 'c', text: './c.yml' },
        { about: 'nested_workflow', job: 'd / e', text: './d.yml' },
      ],
      failures: [{ part: 'concurrency', message: 'GitHub is late.' }],
    }),
  ).toEqual([
    'warning: Run #3 of this workflow on main, started by lee-moran, hasn’t ended yet.',
    'warning: Run #2 of this workflow on main hasn’t ended yet.',
    'warning: The job c calls ./c.yml, which isn’t on this branch or tag or isn’t made to be called. GitHub refuses such a run.',
    'warning: The job d / e calls ./d.yml through so many other workflows that it isn’t looked at here. GitHub takes ten levels.',
    'warning: It couldn’t be found out who holds the concurrency group: GitHub is late.',
    'neutral: Where the job a deploys to is decided only when it runs: ${{ matrix.x }}',
    'neutral: Which concurrency group the run enters is decided only when it runs: ${{ vars.x }}',
    'neutral: Which concurrency group the job a enters is decided only when it runs: ${{ vars.y }}',
    'neutral: The job b calls o/r/b.yml@v1, a workflow of another repository. Where that deploys to isn’t looked at here.',
  ]);
});
