import type { InMemoryState } from './InMemoryGithubWorkflows';
import {
  makeDispatch,
  makeForm,
  makeInput,
  makeJob,
  makeRef,
  makeRun,
  makeRunningRun,
  makeStep,
  makeWorkflow,
} from './builders';

const deployInputs = [
  makeInput({
    name: 'environment',
    type: 'environment',
    required: true,
    options: ['staging', 'production'],
    description: 'Where to deploy',
  }),
  makeInput({
    name: 'log_level',
    type: 'choice',
    options: ['info', 'debug', 'trace'],
    default: 'info',
    description: 'How much the deployment writes',
  }),
  makeInput({
    name: 'dry_run',
    type: 'boolean',
    default: 'true',
    description: 'Plan without changing anything',
  }),
  makeInput({ name: 'replicas', type: 'number', default: '2' }),
  makeInput({ name: 'note', description: 'Shown in the release channel' }),
];

const branch = makeRef({
  name: 'feature/canary',
  sha: 'c0ffee5eed0fab1e0a11b0a74f1c0ffee0ddba11',
});

const problemWorkflow = makeWorkflow({
  file: 'broken.yml',
  name: 'broken.yml',
  state: 'invalid',
  problems: [
    { line: 14, message: 'The input “tier” has the unknown type “chioce”.' },
  ],
});

/** The other states that a workflow may be in, one workflow each. */
const restingWorkflows = [
  makeWorkflow({
    file: 'ci.yml',
    name: 'CI',
    state: 'no_dispatch_trigger',
    lastRun: makeRun({ id: 502, number: 611, conclusion: 'failure' }),
  }),
  makeWorkflow({
    file: 'nightly.yml',
    name: 'Nightly',
    state: 'absent_on_ref',
  }),
  makeWorkflow({
    file: 'preview.yml',
    name: 'Preview',
    state: 'not_registered',
  }),
  problemWorkflow,
  makeWorkflow({
    file: 'load.yml',
    name: 'Load test',
    state: 'disabled_manually',
  }),
  makeWorkflow({
    file: 'stale.yml',
    name: 'Stale issues',
    state: 'disabled_inactivity',
  }),
  makeWorkflow({ file: 'sync.yml', name: 'Sync', state: 'disabled_fork' }),
  makeWorkflow({
    file: '',
    path: 'dynamic/dependabot/dependabot-updates',
    name: 'Dependabot Updates',
    state: 'dynamic',
  }),
];

/** A repository as one might meet it: several refs, every state, runs of every kind. */
export function makeStudioServiceState(
  now = Date.now(),
): Partial<InMemoryState> {
  const ago = (seconds: number) =>
    new Date(now - seconds * 1_000).toISOString();
  const running = makeRunningRun({
    id: 500,
    number: 43,
    createdAt: ago(70),
    startedAt: ago(65),
    ref: branch.name,
    title: 'Deploy the canary',
  });
  const deploy = makeWorkflow({ lastRun: running });
  return {
    refs: [
      makeRef({ isProtected: true }),
      branch,
      makeRef({ name: 'release/7', isProtected: true }),
      makeRef({ name: 'v7.1.0', type: 'tag' }),
      makeRef({ name: 'v7.0.2', type: 'tag' }),
    ],
    workflows: {
      main: [deploy, ...restingWorkflows],
      [branch.name]: [deploy],
      'v7.1.0': [deploy],
    },
    forms: {
      'deploy.yml@main': makeForm({ inputs: deployInputs, ref: makeRef() }),
      [`deploy.yml@${branch.name}`]: makeForm({
        ref: branch,
        blobSha: '0ddba110ddba110ddba110ddba110ddba110ddba',
        inputs: [
          ...deployInputs.filter(({ name }) => name !== 'replicas'),
          makeInput({
            name: 'canary_percent',
            type: 'number',
            required: true,
            description: 'Share of the traffic that gets the new version',
          }),
        ],
      }),
    },
    runs: [
      running,
      makeRun({
        createdAt: ago(3_600),
        startedAt: ago(3_590),
        completedAt: ago(3_450),
      }),
      makeRun({
        id: 502,
        number: 611,
        workflowName: 'CI',
        workflowFile: 'ci.yml',
        title: 'Render scenes in parallel',
        event: 'push',
        conclusion: 'failure',
        actor: 'robin-hale',
        createdAt: ago(7_300),
        startedAt: ago(7_290),
        completedAt: ago(7_000),
      }),
      makeRun({
        id: 503,
        number: 610,
        workflowName: 'CI',
        workflowFile: 'ci.yml',
        title: 'Bump the renderer',
        event: 'pull_request',
        conclusion: 'cancelled',
        ref: 'release/7',
        createdAt: ago(90_000),
        startedAt: ago(89_990),
        completedAt: ago(89_900),
      }),
      makeRunningRun({
        id: 504,
        number: 41,
        status: 'waiting',
        title: 'Deploy to production',
        createdAt: ago(95_000),
        startedAt: ago(94_990),
      }),
    ],
    jobs: {
      500: [
        makeJob({
          id: 9100,
          name: 'build',
          startedAt: ago(60),
          completedAt: ago(30),
        }),
        makeJob({
          id: 9101,
          name: 'deploy (canary)',
          status: 'in_progress',
          conclusion: undefined,
          startedAt: ago(28),
          completedAt: undefined,
          steps: [
            makeStep({ startedAt: ago(28), completedAt: ago(25) }),
            makeStep({
              number: 2,
              name: 'Run ./deploy',
              status: 'in_progress',
              conclusion: undefined,
              startedAt: ago(25),
              completedAt: undefined,
            }),
            makeStep({
              number: 3,
              name: 'Run ./deploy',
              status: 'queued',
              conclusion: undefined,
              startedAt: undefined,
              completedAt: undefined,
            }),
          ],
        }),
      ],
      501: [makeJob(), makeJob({ id: 9002, name: 'announce' })],
      502: [
        makeJob({ id: 9003, name: 'lint' }),
        makeJob({
          id: 9004,
          name: 'test',
          conclusion: 'failure',
          steps: [
            makeStep(),
            makeStep({
              number: 2,
              name: 'Run yarn test',
              conclusion: 'failure',
            }),
          ],
        }),
      ],
    },
    logs: {
      9001: Array.from(
        { length: 120 },
        (_, line) =>
          `2026-11-20T09:56:${String(line % 60).padStart(2, '0')}Z step ${line + 1}: \u001b[32mok\u001b[0m`,
      ).join('\n'),
    },
    dispatches: [
      makeDispatch({
        id: 'd-2',
        ref: branch.name,
        runId: 500,
        runStatus: 'in_progress',
        requestedAt: ago(75),
        inputs: { environment: 'staging', dry_run: 'false', note: '' },
      }),
      makeDispatch({
        runStatus: 'completed',
        runConclusion: 'success',
        requestedAt: ago(3_605),
      }),
      makeDispatch({
        id: 'd-3',
        state: 'unknown',
        runId: undefined,
        requestedAt: ago(9_000),
      }),
    ],
  };
}
