import { Link, Text } from '@backstage/ui';
import { RiGitBranchLine, RiTimerLine } from '@remixicon/react';
import type { Run } from '@internal/plugin-github-workflows-common';
import { Duration, RelativeTime } from '@internal/portal-react';
import { RunStatus } from '../RunStatus';
import styles from './RunRow.module.css';

/** Props of {@link RunRow}. */
export interface RunRowProps {
  run: Run;
  /** Path of its page. */
  href: string | undefined;
  /** Whose run it is, in lists over several components. */
  of?: string;
}

/** A run in a list: what it is and how it goes; its title leads to its page. */
export function RunRow(props: RunRowProps) {
  const { run, href, of } = props;
  return (
    <li className={styles.row}>
      <div className={styles.status}>
        <RunStatus item={run} />
      </div>
      <div className={styles.what}>
        {href ? (
          <Link href={href} weight="bold">
            {run.title}
          </Link>
        ) : (
          <Text weight="bold">{run.title}</Text>
        )}
        <div className={styles.details}>
          <span>
            {run.workflowName} #{run.number}
            {run.attempt > 1 && ` (attempt ${run.attempt})`}
            {of && ` of ${of}`}
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
