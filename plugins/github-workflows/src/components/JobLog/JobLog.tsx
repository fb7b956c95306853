import { Alert, Text } from '@backstage/ui';
import {
  isLogCutNote,
  Job,
  Step,
} from '@internal/plugin-github-workflows-common';
import {
  AsyncPanel,
  EmptyNote,
  LogPanel,
  LogSection,
} from '@internal/portal-react';
import { useMemo } from 'react';
import {
  JobLogProgress,
  useJobLog,
  useLogState,
  useRunState,
} from '../../hooks';
import { describeStatus, RunStatus, StatusDuration } from '../RunStatus';
import { splitBySteps } from './splitBySteps';

/** Props of {@link JobLog}. */
export interface JobLogProps {
  entityRef: string;
  runId: number;
  job: Job;
}

const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

type StepSection = LogSection & { step: Step };

/** A section for each step; what failed or was chosen is open, and everything where nothing failed. */
function sectionsOf(
  progress: JobLogProgress,
  steps: Step[],
  chosen: number | undefined,
): StepSection[] {
  const hasFailed = (step: Step) => describeStatus(step).tone === 'failure';
  const showAll = chosen === undefined && !steps.some(hasFailed);
  return splitBySteps(progress.log, progress.lineCount, steps).map(
    ({ step, from, to }) => ({
      step,
      id: `step-${step.number}`,
      from,
      to,
      isOpen: showAll || step.number === chosen || hasFailed(step),
    }),
  );
}

/** The line, from 1, to look at first: what failed, in the step that was chosen or else anywhere. */
function firstLine(
  { log }: JobLogProgress,
  sections: StepSection[],
  chosen: number | undefined,
): number | undefined {
  const section = sections.find(({ step }) => step.number === chosen);
  const errors = log.marked('error');
  const error = errors.at(errors.indexFrom(section?.from ?? 0));
  if (section && section.from < section.to) {
    return error !== undefined && error < section.to
      ? error + 1
      : section.from + 1;
  }
  return error === undefined ? undefined : error + 1;
}

function StepHeading(props: { step: Step }) {
  const { step } = props;
  return (
    <>
      <RunStatus item={step} variant="plain" />
      <span>{step.name}</span>
      <StatusDuration item={step} />
    </>
  );
}

function Reading(props: { progress: JobLogProgress }) {
  const { byteCount, lineCount, isComplete } = props.progress;
  return isComplete ? null : (
    <Text as="p" color="secondary" role="status">
      Reading the log: {numbers.format(byteCount / 1_000_000)} MB,{' '}
      {numbers.format(lineCount)} lines so far.
    </Text>
  );
}

function CutNote(props: { progress: JobLogProgress }) {
  const { log, lineCount, isComplete } = props.progress;
  const wasCut =
    isComplete && lineCount > 0 && isLogCutNote(log.line(lineCount - 1).text);
  return wasCut ? (
    <Alert
      status="warning"
      icon
      title="This is not the whole log"
      description="It is longer than the portal shows. Read the rest on GitHub."
    />
  ) : null;
}

function Log(props: JobLogProps & { progress: JobLogProgress }) {
  const { job, progress } = props;
  const { log, lineCount } = progress;
  const { step: chosen } = useRunState();
  const { line, options, hrefOf, pickLine, setOptions } = useLogState(job.id);
  const sections = useMemo(
    () => sectionsOf(progress, job.steps, chosen),
    [progress, job.steps, chosen],
  );
  return (
    <>
      <Reading progress={progress} />
      <CutNote progress={progress} />
      <LogPanel
        log={log}
        lineCount={lineCount}
        sections={sections}
        heading={section => (
          <StepHeading step={(section as StepSection).step} />
        )}
        line={line ?? firstLine(progress, sections, chosen)}
        options={options}
        onOptions={setOptions}
        hrefOf={hrefOf}
        onPickLine={pickLine}
        fileName={`job-${job.id}.log`}
      />
    </>
  );
}

/** The log of a finished job, step by step; loaded when this is shown, not before. */
export function JobLog(props: JobLogProps) {
  const { entityRef, runId, job } = props;
  const log = useJobLog(entityRef, runId, job.id);
  return (
    <AsyncPanel
      query={log}
      label="log"
      isEmpty={({ lineCount, isComplete }) => isComplete && lineCount === 0}
      empty={<EmptyNote title="This job has written nothing" />}
    >
      {progress => <Log {...props} progress={progress} />}
    </AsyncPanel>
  );
}
