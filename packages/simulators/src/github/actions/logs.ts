import type { Job, Step, StepOutput, WorkflowRun } from '../types';
import { shownLine } from './annotations';
import type { PlannedStep } from './plan';

/** Lines of GitHub's first step. */
export function setUpOutput(job: Job): string[] {
  return [
    "Current runner version: '2.330.0'",
    '##[group]Runner Image',
    `Image: ${job.planned.labels[0]} (simulated)`,
    '##[endgroup]',
    '##[group]GITHUB_TOKEN Permissions',
    'Contents: read',
    'Metadata: read',
    '##[endgroup]',
    'Prepare workflow directory',
    `Complete job name: ${job.name}`,
  ];
}

/** Lines of GitHub's last step. */
export function completeOutput(): string[] {
  return ['Cleaning up orphan processes'];
}

/** Lines of a step of the workflow: its script in a group, then what the script would print. */
export function stepOutput(step: PlannedStep, run: WorkflowRun): StepOutput[] {
  return step.run === undefined
    ? actionOutput(step, run)
    : scriptOutput(step.run);
}

function actionOutput(step: PlannedStep, run: WorkflowRun): string[] {
  const inputs = Object.entries(step.with).map(
    ([key, value]) => `  ${key}: ${value}`,
  );
  const header = [
    `##[group]Run ${step.uses}`,
    ...(inputs.length > 0 ? ['with:', ...inputs] : []),
    '##[endgroup]',
  ];
  if (!step.uses?.startsWith('actions/checkout@')) {
    return header;
  }
  return [
    ...header,
    `Syncing repository: ${run.repository.fullName}`,
    `Checking out the ref ${run.ref}`,
    `HEAD is now at ${run.headSha.slice(0, 7)}`,
  ];
}

function scriptOutput(script: string): StepOutput[] {
  const lines = script.trimEnd().split('\n');
  return [
    `##[group]Run ${lines[0]}`,
    ...lines.map(line => `\u001b[36;1m${line}\u001b[0m`),
    'shell: /usr/bin/bash -e {0}',
    '##[endgroup]',
    ...lines.flatMap(commandOutput),
  ];
}

/** `echo` prints its text and `seq 9` numbers; other commands say that nothing has really run. */
function commandOutput(line: string): StepOutput[] {
  const command = line.trim();
  const echoed = /^echo\s+(?:"([^"]*)"|'([^']*)'|([^>|&;]*))\s*$/.exec(command);
  if (echoed) {
    return [echoed[1] ?? echoed[2] ?? echoed[3] ?? ''];
  }
  const counted = /^seq\s+([1-9]\d{0,7})$/.exec(command);
  if (counted) {
    return [{ count: Number(counted[1]), line: index => String(index + 1) }];
  }
  const isSilent =
    command === '' || /^(#|exit\b|set\b|if\b|then\b|else\b|fi\b)/.test(command);
  return isSilent ? [] : [`[simulated] ${command}`];
}

const countOf = (item: StepOutput): number =>
  typeof item === 'string' ? 1 : item.count;

/**
 * The log of a finished job as GitHub serves it: each line with its time in UTC with seven
 * fraction digits, spread evenly over the step that printed it.
 */
export function* jobLog(job: Job): Generator<string> {
  yield '\ufeff';
  for (const step of job.steps) {
    const start = step.startedAt ?? job.createdAt;
    const span = Math.max(0, (step.completedAt ?? start) - start);
    const total = step.output.reduce((sum, item) => sum + countOf(item), 0);
    let index = 0;
    for (const line of linesOf(step)) {
      const at = new Date(start + Math.floor((span * index) / total));
      yield `${at.toISOString().replace('Z', '0000Z')} ${shownLine(line)}\n`;
      index += 1;
    }
  }
}

function* linesOf(step: Step): Generator<string> {
  for (const item of step.output) {
    if (typeof item === 'string') {
      yield item;
    } else {
      for (let index = 0; index < item.count; index++) {
        yield item.line(index);
      }
    }
  }
}

/** Lets the last step of a job print lines of a hundred characters until its log has a size. */
export function padLog(job: Job, bytes: number): void {
  const perLine = 130;
  job.steps.at(-1)!.output.push({
    count: Math.ceil(bytes / perLine),
    line: index =>
      `line ${String(index).padStart(9, '0')} ${'of a long log '.repeat(6)}.`,
  });
}
