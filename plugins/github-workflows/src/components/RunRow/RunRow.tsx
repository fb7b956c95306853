import { Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { RiGitBranchLine, RiTimerLine } from '@remixicon/react';
import type { Run } from '@internal/plugin-github-workflows-common';
import { Duration, RelativeTime } from '@internal/portal-react';
import { runRouteRef } from '../../routes';
import { RunStatus } from '../RunStatus';
import styles from './RunRow.module.css';

/** A run in a list: what it is and how it goes; its title leads to its page. */
export function RunRow(props: { run: Run }) {
  const { run } = props;
  const runLink = useRouteRef(runRouteRef);
  return (
    <li className={styles.row}>
      <div className={styles.status}>
        <RunStatus item={run} />
      </div>
      <div className={styles.what}>
        {runLink ? (
          <Link href={runLink({ runId: String(run.id) })} weight="bold">
            {run.title}
          </Link>
        ) : (
          <Text weight="bold">{run.title}</Text>
        )}
        <div className={styles.details}>
          <span>
            {run.workflowName} #{run.number}
            {run.attempt > 1 && ` (attempt ${run.attempt})`}
          </span>
          {run.ref && (
            <span className={styles.detail}>
              <RiGitBranchLine size={14} aria-label="on" />
              {run.ref}
            </span>
          )}
          {run.actor && <span>by {run.actor}</span>}
        </div>
      </div>
      <div className={styles.times}>
        <RelativeTime iso={run.createdAt} />
        <span className={styles.detail}>
          <RiTimerLine size={14} aria-label="took" />
          <Duration from={run.startedAt} to={run.completedAt} />
        </span>
      </div>
    </li>
  );
}
