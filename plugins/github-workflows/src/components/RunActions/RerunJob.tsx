import { Button } from '@backstage/ui';
import { isFinished, Job } from '@internal/plugin-github-workflows-common';
import { RiRestartLine } from '@remixicon/react';
import { useId, useState } from 'react';
import { ActionGroup } from './ActionGroup';
import { RefusalReason } from './RefusalReason';
import { RerunJobDialog } from './RerunDialog';
import { isUnderWay, RunActionsContext } from './useTakenAction';

/** Props of {@link RerunJob}. */
export interface RerunJobProps extends RunActionsContext {
  job: Job;
}

/** Runs one job of a finished run again. */
export function RerunJob(props: RerunJobProps) {
  const { job, ...context } = props;
  const { run, viewer } = context;
  const [asked, setAsked] = useState<Job>();
  const reasonId = useId();
  const isOffered = isFinished(run);
  return (
    <ActionGroup
      label={`Actions on job ${job.name}`}
      stage={`${isOffered} ${asked?.id}`}
    >
      {isOffered && (
        <>
          <Button
            size="small"
            variant="secondary"
            iconStart={<RiRestartLine />}
            isDisabled={!viewer.mayRerun}
            isPending={isUnderWay(context)}
            aria-describedby={viewer.mayRerun ? undefined : reasonId}
            onPress={() => setAsked(job)}
          >
            Re-run job
          </Button>
          {!viewer.mayRerun && <RefusalReason id={reasonId} viewer={viewer} />}
        </>
      )}
      {asked && (
        <RerunJobDialog
          {...context}
          job={asked}
          onClose={() => setAsked(undefined)}
        />
      )}
    </ActionGroup>
  );
}
