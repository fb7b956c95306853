import type { BugsnagError } from '@internal/plugin-bugsnag-common';
import {
  OutLink,
  RelativeTime,
  type SortableColumn,
} from '@internal/portal-react';
import { countOf, formatCount } from '../../words/stabilityWords';
import { ErrorStatusBadge, SeverityBadge } from '../ErrorBadges';
import styles from './BugsnagTab.module.css';

function ErrorCell(props: { error: BugsnagError }) {
  const { errorClass, message, context, issues, comments, url } = props.error;
  const { severity, status, users } = props.error;
  return (
    <div className={styles.error}>
      <span className={styles.errorClass}>
        <OutLink href={url} site="Bugsnag">
          {errorClass}
        </OutLink>
      </span>
      <span className={styles.message} title={message}>
        {message}
      </span>
      {(context || issues.length > 0 || comments > 0) && (
        <span className={styles.more}>
          {context && <code>{context}</code>}
          {issues.map(issue => (
            <OutLink key={issue.url} href={issue.url} site="the issue">
              {issue.label}
            </OutLink>
          ))}
          {comments > 0 && <span>{countOf(comments, 'comment')}</span>}
        </span>
      )}
      {/* On a phone the columns that say so are out of sight; they are read all the same. */}
      <span className={styles.brief} aria-hidden="true">
        <SeverityBadge severity={severity} />
        <ErrorStatusBadge status={status} />
        <span>{countOf(users, 'user')}</span>
      </span>
    </div>
  );
}

function When(props: { iso: string | undefined }) {
  return props.iso ? (
    <span className={styles.when}>
      <RelativeTime iso={props.iso} />
    </span>
  ) : (
    <>Unknown</>
  );
}

const momentOf = (iso: string | undefined) =>
  iso === undefined ? undefined : Date.parse(iso);

/** What stands of an error in the list. What sorts has the name that Bugsnag sorts by. */
export const errorColumns: SortableColumn<BugsnagError>[] = [
  {
    id: 'error',
    title: 'Error',
    cell: error => <ErrorCell error={error} />,
  },
  {
    id: 'events',
    title: 'Events',
    isNumber: true,
    cell: ({ events }) => formatCount(events),
    sortValue: ({ events }) => events,
  },
  {
    id: 'users',
    title: 'Users',
    isNumber: true,
    cell: ({ users }) => formatCount(users),
    sortValue: ({ users }) => users,
  },
  {
    id: 'stage',
    title: 'Stage',
    cell: ({ stages }) =>
      stages.length > 0 ? (
        <span className={styles.stages}>
          {stages.map(stage => (
            <span key={stage}>{stage}</span>
          ))}
        </span>
      ) : (
        'Unknown'
      ),
  },
  {
    id: 'first_seen',
    title: 'First seen',
    cell: ({ firstSeen }) => <When iso={firstSeen} />,
    sortValue: ({ firstSeen }) => momentOf(firstSeen),
  },
  {
    id: 'last_seen',
    title: 'Last seen',
    cell: ({ lastSeen }) => <When iso={lastSeen} />,
    sortValue: ({ lastSeen }) => momentOf(lastSeen),
  },
  {
    id: 'severity',
    title: 'Severity',
    cell: ({ severity }) => <SeverityBadge severity={severity} />,
  },
  {
    id: 'status',
    title: 'Status',
    cell: ({ status }) => <ErrorStatusBadge status={status} />,
  },
];
