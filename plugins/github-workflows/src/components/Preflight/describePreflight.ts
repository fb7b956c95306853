import type {
  DeployFrom,
  PreflightConcurrency,
  PreflightEnvironment,
  PreflightOpenQuestion,
  PreflightResponse,
  RefType,
} from '@internal/plugin-github-workflows-common';
import { describeReviewers } from '../Deployments/describeReviewers';

/** Something to know before a run: how serious it is, in a sentence. */
export interface PreflightNote {
  tone: 'neutral' | 'waiting' | 'warning' | 'failure';
  text: string;
  /** The run that it is about. */
  runId?: number;
}

/** The branch or tag that is to be run on. */
interface At {
  ref: string;
  refType: RefType;
}

function listOf(names: string[]): string {
  return names.length < 2
    ? (names[0] ?? '')
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function describeAllowed(deployFrom: DeployFrom): string {
  if (deployFrom.kind === 'protected_branches') {
    return 'Only protected branches may.';
  }
  const patterns = deployFrom.kind === 'patterns' ? deployFrom.patterns : [];
  return patterns.length > 0
    ? `Only these may: ${patterns.map(({ name, type }) => `${type} ${name}`).join(', ')}.`
    : 'No branch or tag may.';
}

function minutes(count: number): string {
  return count === 1 ? '1 minute' : `${count} minutes`;
}

function describeEnvironment(
  environment: PreflightEnvironment,
  { ref, refType }: At,
): PreflightNote[] {
  const { name, rules, mayDeploy, conditional, jobs } = environment;
  const condition = conditional
    ? `If the job ${listOf(jobs)} isn’t skipped: `
    : '';
  const note = (tone: PreflightNote['tone'], text: string) => ({
    tone,
    text: `${condition}${text}`,
  });
  if (!rules) {
    return [
      note(
        'neutral',
        `The environment ${name} isn’t there yet. GitHub makes it when the run starts, and nobody has to approve it.`,
      ),
    ];
  }
  if (mayDeploy === 'no') {
    return [
      note(
        conditional ? 'warning' : 'failure',
        `GitHub lets the run fail: the ${refType} ${ref} may not deploy to ${name}. ${describeAllowed(rules.deployFrom)}`,
      ),
    ];
  }
  const notes: PreflightNote[] = [];
  if (mayDeploy === 'unknown') {
    notes.push(
      note(
        'warning',
        `Whether the ${refType} ${ref} may deploy to ${name} couldn’t be found out.`,
      ),
    );
  }
  if (rules.reviewers.length > 0) {
    notes.push(
      note(
        'waiting',
        `The deployment to ${name} waits until ${describeReviewers(rules.reviewers)} approves it.${
          rules.preventSelfReview
            ? ' As you start the run, you can’t be the one who approves it.'
            : ''
        }`,
      ),
    );
  }
  if (rules.waitMinutes > 0) {
    notes.push(
      note(
        'waiting',
        `The deployment to ${name} waits ${minutes(rules.waitMinutes)} in any case.`,
      ),
    );
  }
  return notes.length > 0
    ? notes
    : [note('neutral', `Deploys to ${name} without anybody’s approval.`)];
}

function describeConcurrency(group: PreflightConcurrency): PreflightNote[] {
  const [holder, ...queue] = group.members;
  if (!holder) {
    return [];
  }
  const what = group.job ? `The job ${group.job}` : 'The run';
  const held = `${holder.runName}${holder.jobName ? ` (${holder.jobName})` : ''} holds the concurrency group ${group.group}`;
  const note = (tone: PreflightNote['tone'], text: string) => [
    { tone, text, runId: holder.runId },
  ];
  if (group.cancelInProgress === 'yes') {
    return note('warning', `${held}. A new run cancels it.`);
  }
  const mayCancel =
    group.cancelInProgress === 'unknown' ? ' The file may also cancel it.' : '';
  if (queue.length > 0 && !group.queue) {
    return note(
      'warning',
      `${held}, and ${queue[0].runName} waits for it. GitHub keeps one that waits, so a new run takes that place and GitHub cancels ${queue[0].runName}.${mayCancel}`,
    );
  }
  return note(
    'waiting',
    `${held}. ${what} waits in place ${group.members.length} of its queue.${mayCancel}`,
  );
}

function describeOpenQuestion(question: PreflightOpenQuestion): PreflightNote {
  const { about, job, text } = question;
  switch (about) {
    case 'called_workflow':
      return {
        tone: 'neutral',
        text: `The job ${job} calls ${text}, a workflow of another repository. Where that deploys to isn’t looked at here.`,
      };
    case 'missing_workflow':
      return {
        tone: 'warning',
        text: `The job ${job} calls ${text}, which isn’t on this branch or tag or isn’t made to be called. GitHub refuses such a run.`,
      };
    case 'nested_workflow':
      return {
        tone: 'warning',
        text: `The job ${job} calls ${text} through so many other workflows that it isn’t looked at here. GitHub takes ten levels.`,
      };
    case 'concurrency':
      return {
        tone: 'neutral',
        text: `Which concurrency group ${job ? `the job ${job}` : 'the run'} enters is decided only when it runs: ${text}`,
      };
    default:
      return {
        tone: 'neutral',
        text: `Where the job ${job} deploys to is decided only when it runs: ${text}`,
      };
  }
}

const PARTS = {
  environments: 'where the run deploys to',
  runs: 'what runs already',
  concurrency: 'who holds the concurrency group',
};

/** What is to be known before a run, the most serious first. */
export function describePreflight(
  preflight: PreflightResponse,
  at: At,
): PreflightNote[] {
  const notes: PreflightNote[] = [
    ...preflight.environments.flatMap(item => describeEnvironment(item, at)),
    ...preflight.runsUnderWay.slice(0, 3).map(run => ({
      tone: 'warning' as const,
      text: `Run #${run.number} of this workflow on ${at.ref}${run.actor ? `, started by ${run.actor},` : ''} hasn’t ended yet.`,
      runId: run.id,
    })),
    ...preflight.concurrency.flatMap(describeConcurrency),
    ...preflight.openQuestions.map(describeOpenQuestion),
    ...preflight.failures.map(({ part, message }) => ({
      tone: 'warning' as const,
      text: `It couldn’t be found out ${PARTS[part]}: ${message}`,
    })),
  ];
  const order = ['failure', 'warning', 'waiting', 'neutral'];
  return notes.sort((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone));
}

/** Whether the run would fail for certain, because its ref may not deploy where it has to. */
export function isRefused(preflight: PreflightResponse): boolean {
  return preflight.environments.some(
    ({ mayDeploy, conditional }) => mayDeploy === 'no' && !conditional,
  );
}
