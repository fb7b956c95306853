import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { RiArrowLeftLine } from '@remixicon/react';
import { AsyncPanel, EmptyNote } from '@internal/portal-react';
import { useLocation, useParams } from 'react-router-dom';
import { useEntityRef, useRun, useRunState } from '../../hooks';
import { workflowsRouteRef } from '../../routes';
import { useTakenAction } from '../RunActions';
import { RunDetails } from './RunDetails';
import styles from './RunPage.module.css';

function KnownRun(props: { runId: number }) {
  const { runId } = props;
  const entityRef = useEntityRef();
  const { state } = useLocation();
  const action = useTakenAction();
  const { attempt } = useRunState();
  const run = useRun(entityRef, runId, {
    attempt,
    justStarted: state?.justStarted === true,
    awaitedAttempt: action.awaitedAttempt,
  });
  return (
    <AsyncPanel query={run} label="run">
      {answer => (
        <RunDetails entityRef={entityRef} action={action} answer={answer} />
      )}
    </AsyncPanel>
  );
}

/** The page of one run: how it goes, its jobs and steps, and the logs of finished jobs. */
export function RunPage() {
  const { runId = '' } = useParams();
  const tabLink = useRouteRef(workflowsRouteRef);
  return (
    <div className={styles.page}>
      {tabLink && (
        <Link href={tabLink()} className={styles.back}>
          <RiArrowLeftLine size={16} aria-hidden="true" />
          All workflows and runs
        </Link>
      )}
      {/^[1-9]\d{0,15}$/.test(runId) ? (
        <KnownRun key={runId} runId={Number(runId)} />
      ) : (
        <EmptyNote title={`There is no run “${runId}”`}>
          The id of a run is a number.
        </EmptyNote>
      )}
    </div>
  );
}
