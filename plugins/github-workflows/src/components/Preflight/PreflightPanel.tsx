import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Button, Link, Skeleton, Text } from '@backstage/ui';
import type {
  PreflightRequest,
  PreflightResponse,
} from '@internal/plugin-github-workflows-common';
import { describeError } from '@internal/portal-react';
import {
  RiCloseCircleLine,
  RiErrorWarningLine,
  RiInformationLine,
  RiTimeLine,
} from '@remixicon/react';
import type { UseQueryResult } from '@tanstack/react-query';
import { useId } from 'react';
import { runRouteRef } from '../../routes';
import { describePreflight, PreflightNote } from './describePreflight';
import styles from './PreflightPanel.module.css';

const ICONS = {
  neutral: { Icon: RiInformationLine, label: 'Note:' },
  waiting: { Icon: RiTimeLine, label: 'Waits:' },
  warning: { Icon: RiErrorWarningLine, label: 'Attention:' },
  failure: { Icon: RiCloseCircleLine, label: 'Refused:' },
};

function Note(props: { note: PreflightNote }) {
  const { tone, text, runId } = props.note;
  const { Icon, label } = ICONS[tone];
  const runLink = useRouteRef(runRouteRef);
  return (
    <li className={styles.note} data-tone={tone}>
      <Icon size={16} className={styles.icon} aria-label={label} role="img" />
      <span>
        {text}{' '}
        {runId !== undefined && runLink && (
          <Link href={runLink({ runId: String(runId) })} target="_blank">
            Look at it
          </Link>
        )}
      </span>
    </li>
  );
}

/** Props of {@link PreflightPanel}. */
export interface PreflightPanelProps {
  request: PreflightRequest;
  query: UseQueryResult<PreflightResponse>;
}

function Notes(props: { preflight: PreflightResponse; at: PreflightRequest }) {
  const notes = describePreflight(props.preflight, props.at);
  if (notes.length === 0) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        Nothing holds this run up: it deploys nowhere, and no other run is in
        its way.
      </Text>
    );
  }
  return (
    <ul className={styles.notes}>
      {notes.map(note => (
        <Note key={`${note.text}${note.runId}`} note={note} />
      ))}
    </ul>
  );
}

/** What would become of a run: approvals, timers, runs that are in its way. It never keeps anybody from running it. */
export function PreflightPanel(props: PreflightPanelProps) {
  const { request, query } = props;
  const headingId = useId();
  return (
    <section
      aria-labelledby={headingId}
      aria-live="polite"
      className={styles.panel}
    >
      <h3 id={headingId} className={styles.heading}>
        Before you run it
      </h3>
      {query.isPending && (
        <div role="img" aria-label="Looking at what would become of the run">
          <Skeleton width="80%" height={16} />
        </div>
      )}
      {query.data && <Notes preflight={query.data} at={request} />}
      {query.error && !query.data && (
        <div className={styles.note} data-tone="warning">
          <RiErrorWarningLine
            size={16}
            className={styles.icon}
            aria-hidden="true"
          />
          <span>
            What would become of the run couldn’t be found out:{' '}
            {describeError(query.error).message} You can run it all the same.{' '}
            <Button
              size="small"
              variant="tertiary"
              onPress={() => query.refetch()}
            >
              Look again
            </Button>
          </span>
        </div>
      )}
    </section>
  );
}
