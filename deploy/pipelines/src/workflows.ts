import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

/** A workflow as its file has it. What is checked may be broken on purpose. */
export interface Workflow {
  name: string;
  text: string;
}

const root = path.resolve(import.meta.dirname, '../../..');
const folder = path.join(root, '.github/workflows');

/** All workflows of the repository. */
export const workflows = (): Workflow[] =>
  readdirSync(folder).map(name => ({
    name,
    text: readFileSync(path.join(folder, name), 'utf8'),
  }));

type Step = Record<string, any>;

/** Something that has to hold for every workflow. */
export interface Check {
  id: string;
  /** What is wrong, in sentences; empty when it holds. */
  problems(workflow: Workflow): string[];
}

const jobsOf = ({ text }: Workflow): [string, Record<string, any>][] =>
  Object.entries(parse(text).jobs ?? {});

const stepsOf = (workflow: Workflow): Step[] =>
  jobsOf(workflow).flatMap(([, { steps = [] }]) => steps);

/** The scripts of a workflow, each with where it is. */
export const scriptsIn = (
  workflow: Workflow,
): { where: string; script: string }[] =>
  stepsOf(workflow)
    .filter(({ run }) => run)
    .map(({ id, name, run }) => ({
      where: `${workflow.name}: ${name ?? id}`,
      script: run,
    }));

// The inputs that are used: actionlint checks none of an action that is pinned to a commit. The names were
// compared with the types that the project github-actions-workflow-ts generates from action.yml, for the
// versions in the workflows; of configure-aws-credentials for 5.1.1, as there are none for 5.0.0.
const INPUTS: Record<string, string[]> = {
  'actions/checkout': ['persist-credentials'],
  'actions/setup-node': ['node-version'],
  'actions/upload-artifact': [
    'name',
    'path',
    'if-no-files-found',
    'include-hidden-files',
    'retention-days',
  ],
  'aws-actions/amazon-ecr-login': [],
  'aws-actions/configure-aws-credentials': [
    'role-to-assume',
    'aws-region',
    'role-duration-seconds',
  ],
  'docker/build-push-action': [
    'build-args',
    'context',
    'push',
    'tags',
    'provenance',
    'sbom',
    'cache-from',
    'cache-to',
  ],
  'docker/setup-buildx-action': [],
};

const usesLines = (text: string) =>
  [...text.matchAll(/^\s*(?:- )?uses: *(.+)$/gm)].map(([, value]) =>
    value.trim(),
  );

export const checks: Check[] = [
  {
    id: 'pinned',
    problems: ({ text }) =>
      usesLines(text)
        .filter(
          value =>
            !value.startsWith('./') &&
            !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*$/.test(value),
        )
        .map(value => `${value} can come to mean something else`),
  },
  {
    id: 'one-commit-an-action',
    problems: workflow => {
      const all = [workflow, ...workflows()]
        .flatMap(({ text }) => usesLines(text))
        .filter(value => !value.startsWith('./'));
      const versions = Map.groupBy(new Set(all), value => value.split('@')[0]);
      return [...versions]
        .filter(([, values]) => values.length > 1)
        .map(([action]) => `${action} comes in several versions`);
    },
  },
  {
    id: 'known-inputs',
    problems: workflow =>
      stepsOf(workflow).flatMap(({ uses, with: inputs = {} }) => {
        if (!uses) return [];
        const [action] = uses.split('@');
        const known = INPUTS[action];
        if (!known) return [`nobody has looked at the inputs of ${action}`];
        return Object.keys(inputs)
          .filter(input => !known.includes(input))
          .map(input => `${action} has no ${input}`);
      }),
  },
  {
    id: 'calls-fit',
    problems: workflow =>
      jobsOf(workflow)
        .filter(([, { uses = '' }]) => uses.startsWith('./'))
        .flatMap(([name, { uses, with: given = {} }]) => {
          const called = parse(readFileSync(path.join(root, uses), 'utf8'));
          if (!('workflow_call' in called.on))
            return [`${name}: ${uses} is not there to be called`];
          const inputs: Record<string, { required?: boolean }> =
            called.on.workflow_call?.inputs ?? {};
          return [
            ...Object.keys(given)
              .filter(input => !(input in inputs))
              .map(input => `${name}: ${uses} takes no ${input}`),
            ...Object.entries(inputs)
              .filter(([input, { required }]) => required && !(input in given))
              .map(([input]) => `${name}: ${uses} needs ${input}`),
          ];
        }),
  },
  {
    id: 'least-permissions',
    problems: workflow => {
      const { permissions } = parse(workflow.text);
      const top = JSON.stringify(permissions);
      return [
        ...(top === '{"contents":"read"}'
          ? []
          : ['it may do more than read from the start']),
        ...jobsOf(workflow).flatMap(([name, job]) =>
          Object.entries(job.permissions ?? {})
            .filter(
              ([scope, level]) => level === 'write' && scope !== 'id-token',
            )
            .map(([scope]) => `${name} may write ${scope}`),
        ),
      ];
    },
  },
  {
    id: 'no-words-of-others-in-scripts',
    problems: workflow =>
      stepsOf(workflow)
        .filter(({ run = '' }) => /\$\{\{/.test(run))
        .map(
          ({ name, run }) =>
            `${name ?? run} puts an expression into a script: hand it over in env`,
        ),
  },
  {
    id: 'no-long-lived-keys',
    problems: ({ text }) =>
      [
        ...text.matchAll(
          /secrets\.(?!GITHUB_TOKEN)(\w+)|aws-(?:access-key-id|secret-access-key)/g,
        ),
      ].map(([found]) => `${found} is a key that somebody keeps`),
  },
  {
    id: 'checkout-keeps-no-token',
    problems: workflow =>
      stepsOf(workflow)
        .filter(({ uses = '' }) => uses.startsWith('actions/checkout@'))
        .filter(step => step.with?.['persist-credentials'] !== false)
        .map(() => 'a checkout leaves its token behind'),
  },
  {
    id: 'jobs-end',
    problems: workflow =>
      jobsOf(workflow)
        .filter(([, job]) => !job.uses && !job['timeout-minutes'])
        .map(([name]) => `${name} may go on for six hours`),
  },
  {
    id: 'aws-needs-identity',
    problems: workflow =>
      jobsOf(workflow)
        .filter(([, { steps = [] }]) =>
          steps.some(({ uses = '' }: Step) =>
            uses.startsWith('aws-actions/configure'),
          ),
        )
        .flatMap(([name, job]) => [
          ...(job.permissions?.['id-token'] === 'write'
            ? []
            : [`${name} can't prove who it is`]),
          ...(job.environment
            ? []
            : [`${name} names no environment, which AWS trusts`]),
        ]),
  },
  {
    id: 'programs-exist',
    problems: ({ text }) =>
      [...text.matchAll(/(?:node|run:) (deploy\/[\w./-]+\.ts|\.ci\/\w+)/g)]
        .map(([, file]) => file)
        .filter(file => !existsSync(path.join(root, file)))
        .map(file => `${file} is not there`),
  },
  {
    // BuildKit adds a statement about the build by itself, and pushes an index of both. The registry
    // scans what is in an index, never the index, so its findings would be asked for in vain
    // (moby/buildkit#3499).
    id: 'scan-sees-the-image',
    problems: workflow =>
      stepsOf(workflow)
        .filter(step => step.with?.push === true)
        .filter(step =>
          ['provenance', 'sbom'].some(input => step.with[input] !== false),
        )
        .map(({ id }) => `${id} pushes an index, which nobody scans`),
  },
  {
    id: 'one-deployment-at-a-time',
    problems: workflow =>
      jobsOf(workflow)
        .filter(([, { steps = [] }]) =>
          steps.some(({ run = '' }: Step) => run.includes('cdk deploy')),
        )
        .filter(
          ([, job]) =>
            !(
              `${job.concurrency?.group}`.includes('inputs.environment') &&
              job.concurrency['cancel-in-progress'] === false
            ),
        )
        .map(([name]) => `two of ${name} would take each other back`),
  },
];

/** Everything that is wrong with a workflow, each with the id of the check that says so. */
export const problemsIn = (workflow: Workflow): string[] =>
  checks.flatMap(({ id, problems }) =>
    problems(workflow).map(sentence => `${id}: ${workflow.name}: ${sentence}`),
  );
