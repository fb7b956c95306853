import { AsyncPanel, EmptyNote, LogPanel } from '@internal/portal-react';
import { useJobLog } from '../../hooks';
import type { JobPanelProps } from './JobPanel';

/** GitHub marks what a step reports as an error so. */
const ERROR_MARK = '##[error]';

function firstErrorLine(text: string): number | undefined {
  const at = text.indexOf(ERROR_MARK);
  return at === -1 ? undefined : text.slice(0, at).split('\n').length;
}

/** The log of a finished job; loaded when this is shown, not before. */
export function JobLog(props: Omit<JobPanelProps, 'actions'>) {
  const { entityRef, runId, job } = props;
  const log = useJobLog(entityRef, runId, job.id);
  return (
    <AsyncPanel
      query={log}
      label="log"
      isEmpty={text => text === ''}
      empty={<EmptyNote title="This job has written nothing" />}
    >
      {text => <LogPanel text={text} startAtLine={firstErrorLine(text)} />}
    </AsyncPanel>
  );
}
