import { Text } from '@backstage/ui';
import type {
  Flyway,
  Migration,
  MigrationGap,
} from '@internal/plugin-mobworx-common';
import { RelativeTime, StatusBadge, StatusTone } from '@internal/portal-react';
import { useEnvironments } from '../../hooks';
import { counted } from '../counted';
import { Column, DetailTable } from '../DetailTable';
import { Facts } from '../Facts';
import styles from './InfrastructureDetails.module.css';

const STATES: Record<Migration['state'], { tone: StatusTone; label: string }> =
  {
    success: { tone: 'success', label: 'Applied' },
    failed: { tone: 'failure', label: 'Failed' },
    pending: { tone: 'waiting', label: 'Pending' },
  };

const columns: Column<Migration>[] = [
  { title: 'Version', cell: ({ version }) => version },
  { title: 'What', cell: ({ description }) => description },
  { title: 'State', cell: ({ state }) => <StatusBadge {...STATES[state]} /> },
  {
    title: 'Applied',
    cell: ({ installedOn, installedBy }) => (
      <>
        {installedOn && <RelativeTime iso={installedOn} />}
        {installedBy && ` by ${installedBy}`}
      </>
    ),
  },
  {
    title: 'Took',
    cell: ({ executionMs }) =>
      executionMs === undefined ? '' : `${executionMs.toLocaleString('en')} ms`,
    isNumber: true,
  },
];

function Gap(props: { gap: MigrationGap; title: string }) {
  const { gap, title } = props;
  const list = (migrations: MigrationGap['onlyHere']) =>
    migrations
      .map(({ version, description }) => `${version} ${description}`)
      .join(', ');
  if (gap.onlyHere.length === 0 && gap.onlyThere.length === 0) {
    return <li>{title} has the same migrations.</li>;
  }
  return (
    <li>
      {gap.onlyHere.length > 0 &&
        `${title} lacks ${counted(gap.onlyHere.length, 'migration')} that ${gap.onlyHere.length === 1 ? 'is' : 'are'} here: ${list(gap.onlyHere)}. `}
      {gap.onlyThere.length > 0 &&
        `${counted(gap.onlyThere.length, 'migration')} of ${title} ${gap.onlyThere.length === 1 ? 'is' : 'are'} missing here: ${list(gap.onlyThere)}.`}
    </li>
  );
}

/** What Flyway has done to the database, what is to come, and how other environments differ. */
export function Migrations(props: { flyway: Flyway; gaps: MigrationGap[] }) {
  const { flyway, gaps } = props;
  const environments = useEnvironments().data?.environments;
  const titleOf = (id: string) =>
    environments?.find(environment => environment.id === id)?.title ?? id;
  return (
    <>
      <Facts
        facts={[
          ['Version', flyway.version ?? 'none'],
          [
            'Last applied',
            flyway.lastAppliedAt && <RelativeTime iso={flyway.lastAppliedAt} />,
          ],
          [
            'Pending',
            flyway.pending === undefined
              ? 'not known: the database doesn’t know what is to come'
              : flyway.pending,
          ],
          [
            'Failed',
            flyway.failed > 0 ? (
              <StatusBadge tone="failure" label={String(flyway.failed)} />
            ) : (
              '0'
            ),
          ],
        ]}
      />
      {gaps.length > 0 && (
        <ul className={styles.gaps}>
          {gaps.map(gap => (
            <Gap
              key={gap.environment}
              gap={gap}
              title={titleOf(gap.environment)}
            />
          ))}
        </ul>
      )}
      <DetailTable
        label="Migrations"
        columns={columns}
        rows={flyway.migrations}
        keyOf={({ version, state, installedOn }) =>
          `${version} ${state} ${installedOn}`
        }
      />
      <Text as="p" color="secondary">
        {flyway.source === 'flyway-info' ? (
          <>
            As the workflow of operations has written it down
            {flyway.reportedAt && (
              <>
                {' '}
                <RelativeTime iso={flyway.reportedAt} />
              </>
            )}
            .
          </>
        ) : (
          'As the history in the database has it.'
        )}
      </Text>
    </>
  );
}
