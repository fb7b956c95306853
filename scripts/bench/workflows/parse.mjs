import { createRequire } from 'node:module';
import path from 'node:path';
import { median, progress, row } from '../report.mjs';

const ROUNDS = 30;

// 25 inputs, and jobs up to the size: what a large file of a real repository is made of.
function workflowOf(bytes) {
  const inputs = Array.from(
    { length: 25 },
    (_value, index) => `      input_${index}:
        description: What input ${index} is for, in a sentence of some length
        type: choice
        default: option-3
        options: [${Array.from({ length: 20 }, (_v, option) => `option-${option}`).join(', ')}]
`,
  ).join('');
  const parts = [
    `name: Large\non:\n  workflow_dispatch:\n    inputs:\n${inputs}jobs:\n`,
  ];
  let size = parts[0].length;
  for (let index = 0; size < bytes; index += 1) {
    const job = `  job_${index}:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
        with: { fetch-depth: 0 }
      - name: Step of job ${index}
        env:
          TOKEN: \${{ secrets.TOKEN }}
        run: |
          make build
          make test TARGET=${index}
`;
    parts.push(job);
    size += job.length;
  }
  return parts.join('');
}

function bomb() {
  const levels = Array.from(
    { length: 40 },
    (_value, index) =>
      `l${index + 1}: &l${index + 1} [${`*l${index},`.repeat(9)}*l${index}]`,
  );
  return `l0: &l0 [a, b]\n${levels.join('\n')}\non:\n  workflow_dispatch:\n    inputs: *l40\njobs: *l40\n`;
}

const timeOf = action => {
  const started = performance.now();
  action();
  return performance.now() - started;
};

/** How long it takes to make the form of a file, by the built code of the portal. */
export async function measureParse({ directory }) {
  progress('Reading large workflow files.');
  const { parseWorkflowFile } = createRequire(
    path.join(directory, 'package.json'),
  )(
    path.join(
      directory,
      'plugins/github-workflows-backend/dist/workflowFile/parseWorkflowFile.cjs.js',
    ),
  );
  const text = bomb();
  // Before anything has warmed up.
  const bombMs = timeOf(() => {
    const { dispatchable, inputs, problems } = parseWorkflowFile(text);
    if (inputs.length || !(problems.length || !dispatchable))
      throw new Error('The bomb was not refused');
  });
  const sizes = [100_000, 200_000, 400_000];
  const files = sizes.map(workflowOf);
  const first = timeOf(() => {
    if (parseWorkflowFile(files[0]).inputs.length !== 25)
      throw new Error('The file was not understood');
  });
  // One size after the other: what the large ones leave to clean up isn't the small one's.
  const times = files.map(file =>
    Array.from({ length: ROUNDS }, () => timeOf(() => parseWorkflowFile(file))),
  );
  const [small, middle, large] = times.map(median);
  // What looks like an anchor keeps the plain steps in (docs/adr/0016).
  const whole = median(
    Array.from({ length: ROUNDS }, () =>
      timeOf(() => parseWorkflowFile(`# &all\n${files[0]}`)),
    ),
  );
  const factor = (large / small) * (files[0].length / files[2].length);
  const ms = value => value.toFixed(1);
  return [
    row({
      name: 'Form of a workflow file of 100 kB',
      value: small,
      unit: 'ms',
      limit: 50,
      note: `median of ${ROUNDS}; the first in the process ${ms(first)} ms; with all steps read, as where they are unusual, ${ms(whole)} ms`,
    }),
    row({
      name: 'Time per byte at 400 kB, against 100 kB',
      value: factor,
      unit: 'ratio',
      limit: 1.3,
      note: `1 is linear; ${ms(small)}, ${ms(middle)}, ${ms(large)} ms at 100, 200, 400 kB`,
    }),
    row({
      name: 'Refusing a bomb of nested aliases',
      value: bombMs,
      unit: 'ms',
      limit: 50,
      note: '40 levels of ten, the first thing that the process reads',
    }),
  ];
}
