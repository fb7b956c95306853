import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { isFinished, Job } from '@internal/plugin-github-workflows-common';
import {
  RiArrowDownSLine,
  RiRestartLine,
  RiStopCircleLine,
} from '@remixicon/react';
import { useId, useState } from 'react';
import { describeStatus } from '../RunStatus';
import { ActionGroup } from './ActionGroup';
import { CancelDialog } from './CancelDialog';
import { RefusalReason } from './RefusalReason';
import { RerunRunDialog } from './RerunDialog';
import styles from './RunActions.module.css';
import {
  describePending,
  isUnderWay,
  needsForce,
  RunActionsContext,
} from './useTakenAction';

/** Props of {@link RunActions}. */
export interface RunActionsProps extends RunActionsContext {
  /** Jobs of the latest attempt. */
  jobs: Job[];
}

type Question = 'cancel' | 'force-cancel' | 'rerun-all' | 'rerun-failed';

interface ButtonProps extends RunActionsProps {
  reasonId: string;
  onAsk: (question: Question) => void;
}

/** Whether GitHub runs the job again with "failed jobs". */
function isFailed(job: Job): boolean {
  return (
    describeStatus(job).tone === 'failure' || job.conclusion === 'cancelled'
  );
}

function CancelButton(props: ButtonProps) {
  const { viewer, reasonId, onAsk, ...context } = props;
  const force = needsForce({ ...context, viewer });
  return (
    <Button
      variant="secondary"
      iconStart={<RiStopCircleLine />}
      isDisabled={!viewer.mayCancel}
      isPending={isUnderWay({ ...context, viewer })}
      aria-describedby={viewer.mayCancel ? undefined : reasonId}
      onPress={() => onAsk(force ? 'force-cancel' : 'cancel')}
    >
      {force ? 'Force cancel' : 'Cancel run'}
    </Button>
  );
}

function RerunButton(props: ButtonProps) {
  const { viewer, jobs, reasonId, onAsk, ...context } = props;
  return (
    <MenuTrigger>
      <Button
        variant="secondary"
        iconStart={<RiRestartLine />}
        iconEnd={<RiArrowDownSLine />}
        isDisabled={!viewer.mayRerun}
        isPending={isUnderWay({ ...context, viewer })}
        aria-describedby={viewer.mayRerun ? undefined : reasonId}
      >
        Re-run
      </Button>
      <Menu aria-label="Re-run">
        <MenuItem onAction={() => onAsk('rerun-all')}>All jobs</MenuItem>
        {jobs.some(isFailed) && (
          <MenuItem onAction={() => onAsk('rerun-failed')}>
            Failed jobs
          </MenuItem>
        )}
      </Menu>
    </MenuTrigger>
  );
}

function ConfirmDialog(
  props: RunActionsContext & { question: Question; onClose: () => void },
) {
  const { question, ...context } = props;
  return question === 'cancel' || question === 'force-cancel' ? (
    <CancelDialog {...context} force={question === 'force-cancel'} />
  ) : (
    <RerunRunDialog
      {...context}
      jobs={question === 'rerun-all' ? 'all' : 'failed'}
    />
  );
}

/** What can be done with a run: cancel it while it goes on, run it again when it has ended. */
export function RunActions(props: RunActionsProps) {
  const { jobs, ...context } = props;
  const { run, viewer } = context;
  const [question, setQuestion] = useState<Question>();
  const reasonId = useId();
  const hasEnded = isFinished(run);
  const isAllowed = hasEnded ? viewer.mayRerun : viewer.mayCancel;
  const ActionButton = hasEnded ? RerunButton : CancelButton;
  return (
    <ActionGroup
      label="Actions on this run"
      stage={`${hasEnded} ${question ?? ''}`}
    >
      <ActionButton {...props} reasonId={reasonId} onAsk={setQuestion} />
      {!isAllowed && <RefusalReason id={reasonId} viewer={viewer} />}
      <p role="status" className={styles.note}>
        {describePending(context)}
      </p>
      {question && (
        <ConfirmDialog
          {...context}
          question={question}
          onClose={() => setQuestion(undefined)}
        />
      )}
    </ActionGroup>
  );
}
