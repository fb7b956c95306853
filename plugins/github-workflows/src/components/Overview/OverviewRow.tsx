import { parseEntityRef } from '@backstage/catalog-model';
import { Link, Text } from '@backstage/ui';
import type { OverviewRun } from '@internal/plugin-github-workflows-common';
import { RelativeTime } from '@internal/portal-react';
import { RiGitBranchLine } from '@remixicon/react';
import { useRunPath } from '../../hooks';
import { RunStatus } from '../RunStatus';
import styles from './Overview.module.css';

/** A run of one of many repositories: how it goes, what it is, and the way to its page. */
export function OverviewRow(props: { item: OverviewRun }) {
  const { entityRef, run } = props.item;
  const path = useRunPath(entityRef, run.id);
  const name = parseEntityRef(entityRef).name;
  return (
    <li className={styles.row}>
      <div className={styles.status}>
        <RunStatus item={run} />
      </div>
      <div className={styles.what}>
        {path ? (
          <Link href={path} weight="bold">
            {run.title}
          </Link>
        ) : (
          <Text weight="bold">{run.title}</Text>
        )}
        <div className={styles.details}>
          <span>
            {run.workflowName} #{run.number} of {name}
          </span>
          {run.ref && (
            <span className={styles.detail}>
              <RiGitBranchLine size={14} aria-label="on" />
              {run.ref}
            </span>
          )}
          {run.actor && <span>by {run.actor}</span>}
          <RelativeTime iso={run.createdAt} />
        </div>
      </div>
    </li>
  );
}
