import { AsyncPanel, EmptyNote, LogPanel } from '@internal/portal-react';
import { useJobLog } from '../../hooks';
import type { JobPanelProps } from './JobPanel';

/** The log of a finished job; loaded when this is shown, not before. */
export function JobLog(props: JobPanelProps) {
  const { entityRef, runId, job } = props;
  const log = useJobLog(entityRef, runId, job.id);
  return (
    <AsyncPanel
      query={log}
      label="log"
      isEmpty={({ text }) => text === ''}
      empty={<EmptyNote title="This job has written nothing" />}
    >
      {({ text, truncated }) => <LogPanel text={text} truncated={truncated} />}
    </AsyncPanel>
  );
}
