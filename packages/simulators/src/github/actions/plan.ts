import type { PlannedConcurrency } from './ConcurrencyGroups';
import {
  interpolate,
  type ExpressionContext,
  type ExpressionValue,
} from './expressions';
import { bothConditions, localPathOf, type CalledWorkflows } from './reusable';
import type { WorkflowFile } from './workflowFile';

/** A step as the file declares it, expressions in names and scripts already filled in. */
export interface PlannedStep {
  name: string;
  uses?: string;
  run?: string;
  with: Record<string, string>;
  condition?: string;
  continueOnError: boolean;
}

/** A job of a run: one for each combination of its matrix. */
export interface PlannedJob {
  /**
   * Key in the file; the same for all jobs of a matrix. That of a called job follows its caller's,
   * as `caller/called`.
   */
  key: string;
  name: string;
  needs: string[];
  condition?: string;
  labels: string[];
  environment?: string;
  concurrency?: PlannedConcurrency;
  steps: PlannedStep[];
  values: ExpressionContext['values'];
}

type Matrix = Record<string, ExpressionValue>;

/**
 * The jobs that a workflow file asks for, given the contexts (`github`, `inputs`) of the run.
 * @param called - the workflows of the same repository that it calls
 */
export function planJobs(
  file: WorkflowFile,
  values: ExpressionContext['values'],
  called: CalledWorkflows = new Map(),
): PlannedJob[] {
  return Object.entries(file.jobs).flatMap(([key, job]) =>
    combinations(job.strategy).flatMap(matrix => {
      const planned = planJob(key, job, { ...values, matrix }, matrix);
      const target = called.get(localPathOf(job.uses) ?? '');
      return target ? planCall(planned, job.with, target, called) : [planned];
    }),
  );
}

/** The jobs of a called workflow, in the place of the job that calls it. */
function planCall(
  caller: PlannedJob,
  given: unknown,
  file: WorkflowFile,
  called: CalledWorkflows,
): PlannedJob[] {
  const context = { values: caller.values, status: 'success' as const };
  const declared = (file.on.get('workflow_call')?.inputs ?? {}) as Record<
    string,
    { default?: ExpressionValue }
  >;
  const defaults = Object.entries(declared).map(
    ([name, input]) => [name, input?.default ?? ''] as const,
  );
  const values = Object.entries((given as Record<string, unknown>) ?? {}).map(
    ([name, value]) =>
      [
        name,
        typeof value === 'string' ? interpolate(value, context) : value,
      ] as const,
  );
  const inputs = Object.fromEntries([...defaults, ...values]) as Record<
    string,
    ExpressionValue
  >;
  return planJobs(file, { ...caller.values, inputs }, called).map(job => ({
    ...job,
    key: `${caller.key}/${job.key}`,
    name: `${caller.name} / ${job.name}`,
    needs: [...caller.needs, ...job.needs.map(need => `${caller.key}/${need}`)],
    condition: bothConditions(caller.condition, job.condition),
  }));
}

function planJob(
  key: string,
  job: Record<string, unknown>,
  values: ExpressionContext['values'],
  matrix: Matrix,
): PlannedJob {
  const fill = (text: unknown) =>
    interpolate(String(text ?? ''), { values, status: 'success' });
  const labels = listOf(job['runs-on'] ?? 'ubuntu-latest').map(fill);
  const steps = Array.isArray(job.steps)
    ? job.steps
    : [{ name: `Call ${job.uses}`, uses: job.uses }];
  return {
    key,
    name: jobName(key, job, matrix, fill),
    needs: listOf(job.needs),
    condition: job.if === undefined ? undefined : String(job.if),
    labels,
    environment: environmentName(job.environment, fill),
    concurrency: planConcurrency(job.concurrency, values),
    steps: steps.map((step: Record<string, unknown>) => planStep(step, fill)),
    values,
  };
}

/** GitHub appends the matrix values to a name that does not use them itself. */
function jobName(
  key: string,
  job: Record<string, unknown>,
  matrix: Matrix,
  fill: (text: unknown) => string,
): string {
  const name = job.name === undefined ? key : String(job.name);
  const combination = Object.values(matrix).map(String);
  if (combination.length === 0 || name.includes('${{')) {
    return fill(name);
  }
  return `${name} (${combination.join(', ')})`;
}

function planStep(
  step: Record<string, unknown>,
  fill: (text: unknown) => string,
): PlannedStep {
  const run = step.run === undefined ? undefined : fill(step.run);
  const uses = step.uses === undefined ? undefined : String(step.uses);
  const inputs = Object.entries((step.with as Record<string, unknown>) ?? {});
  return {
    name:
      step.name === undefined
        ? `Run ${uses ?? run?.split('\n')[0]}`
        : fill(step.name),
    uses,
    run,
    with: Object.fromEntries(inputs.map(([key, value]) => [key, fill(value)])),
    condition: step.if === undefined ? undefined : String(step.if),
    continueOnError: step['continue-on-error'] === true,
  };
}

/** What `concurrency` of a workflow or a job asks for; undefined when it asks for nothing. */
export function planConcurrency(
  concurrency: unknown,
  values: ExpressionContext['values'],
): PlannedConcurrency | undefined {
  const fill = (text: unknown) =>
    interpolate(String(text ?? ''), { values, status: 'success' });
  const isMap = typeof concurrency === 'object' && concurrency !== null;
  const {
    group,
    'cancel-in-progress': cancels,
    queue,
  } = (isMap ? concurrency : { group: concurrency }) as Record<string, unknown>;
  return group === undefined || fill(group) === ''
    ? undefined
    : {
        group: fill(group),
        cancelInProgress: fill(cancels) === 'true',
        queue: fill(queue) === 'max',
      };
}

function environmentName(
  environment: unknown,
  fill: (text: unknown) => string,
): string | undefined {
  const name =
    typeof environment === 'object' && environment !== null
      ? (environment as { name?: unknown }).name
      : environment;
  // An empty name, as an expression may come to, is no environment.
  return name === undefined ? undefined : fill(name) || undefined;
}

function combinations(strategy: unknown): Matrix[] {
  const { include, exclude, ...axes } = ((strategy as { matrix?: unknown })
    ?.matrix ?? {}) as Record<string, unknown>;
  let all: Matrix[] = [{}];
  for (const [axis, options] of Object.entries(axes)) {
    const choices = Array.isArray(options)
      ? (options as ExpressionValue[])
      : [];
    all = all.flatMap(matrix =>
      choices.map(choice => ({ ...matrix, [axis]: choice })),
    );
  }
  const matches = (matrix: Matrix, part: Matrix) =>
    Object.entries(part).every(([axis, value]) => matrix[axis] === value);
  const kept = all.filter(
    matrix =>
      !((exclude as Matrix[]) ?? []).some(part => matches(matrix, part)),
  );
  const extra = ((include as Matrix[]) ?? []).filter(
    part => !kept.some(matrix => matches(matrix, part)),
  );
  return Object.keys(axes).length === 0 && extra.length > 0
    ? extra
    : [...kept, ...extra];
}

function listOf(value: unknown): string[] {
  if (value === undefined || value === null) {
    return [];
  }
  return Array.isArray(value) ? value.map(String) : [String(value)];
}
