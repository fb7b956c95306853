import { parseEntityRef } from '@backstage/catalog-model';
import { Link, Text } from '@backstage/ui';
import type { Dispatch } from '@internal/plugin-github-workflows-common';
import { RelativeTime, StatusBadge } from '@internal/portal-react';
import type { ReactNode } from 'react';
import { useRunPath } from '../../hooks';
import { describeDispatch } from '../RunStatus';
import styles from './DispatchRow.module.css';

/** Props of {@link DispatchRow}. */
export interface DispatchRowProps {
  dispatch: Dispatch;
  /** More about it, below the rest. */
  children?: ReactNode;
}

/** What was run through the portal, where, when, and how it goes; an item of a list. */
export function DispatchRow(props: DispatchRowProps) {
  const { dispatch, children } = props;
  const path = useRunPath(dispatch.entityRef, dispatch.runId);
  const name = parseEntityRef(dispatch.entityRef).name;
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        {path ? (
          <Link href={path} weight="bold">
            {dispatch.workflowFile} of {name}
          </Link>
        ) : (
          <Text weight="bold">
            {dispatch.workflowFile} of {name}
          </Text>
        )}
        <Text as="div" variant="body-small" color="secondary">
          {dispatch.refType} {dispatch.ref},{' '}
          <RelativeTime iso={dispatch.requestedAt} />
        </Text>
      </div>
      <StatusBadge {...describeDispatch(dispatch)} />
      {children && <div className={styles.more}>{children}</div>}
    </li>
  );
}
