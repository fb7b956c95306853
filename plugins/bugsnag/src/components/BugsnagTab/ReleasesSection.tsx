import { Select, Skeleton } from '@backstage/ui';
import {
  Release,
  releasesQuerySchema,
  StabilityTarget,
} from '@internal/plugin-bugsnag-common';
import {
  EmptyNote,
  OutLink,
  RelativeTime,
  Section,
  type SortableColumn,
  SortableTable,
  useChangeView,
  useViewParam,
} from '@internal/portal-react';
import { useReleases } from '../../hooks';
import { formatCount, shareOf } from '../../words/stabilityWords';
import { BugsnagPanel } from '../BugsnagPanel';
import { StabilityBadge } from '../StabilityBadge';
import styles from './BugsnagTab.module.css';

const ALL = 'all stages';

const columnsFor = (
  target: StabilityTarget | undefined,
): SortableColumn<Release>[] => [
  {
    id: 'version',
    title: 'Version',
    cell: ({ version, build, commitUrl }) => (
      <>
        <OutLink href={commitUrl} site="the commit">
          {version}
        </OutLink>
        {build && (
          <>
            {' '}
            <span className={styles.note}>({build})</span>
          </>
        )}
      </>
    ),
    sortValue: ({ version }) => version,
  },
  {
    id: 'stage',
    title: 'Stage',
    cell: ({ stage }) => stage || 'Unknown',
    sortValue: ({ stage }) => stage,
  },
  {
    id: 'released',
    title: 'Released',
    cell: ({ releasedAt }) =>
      releasedAt ? <RelativeTime iso={releasedAt} /> : 'Unknown',
    sortValue: ({ releasedAt }) => releasedAt && Date.parse(releasedAt),
  },
  {
    id: 'stability',
    title: 'Without a crash',
    cell: release => <StabilityBadge stability={release} target={target} />,
    sortValue: release => shareOf(release, target),
  },
  {
    id: 'sessions',
    title: 'Sessions',
    isNumber: true,
    cell: ({ sessions }) => formatCount(sessions),
    sortValue: ({ sessions }) => sessions,
  },
  {
    id: 'lastDay',
    title: 'Last 24 hours',
    isNumber: true,
    cell: ({ sessionsLastDay }) => formatCount(sessionsLastDay),
    sortValue: ({ sessionsLastDay }) => sessionsLastDay,
  },
  {
    id: 'newErrors',
    title: 'New errors',
    isNumber: true,
    cell: ({ newErrors }) => formatCount(newErrors),
    sortValue: ({ newErrors }) => newErrors,
  },
  {
    id: 'errorsSeen',
    title: 'Errors seen',
    isNumber: true,
    cell: ({ errorsSeen }) => formatCount(errorsSeen),
    sortValue: ({ errorsSeen }) => errorsSeen,
  },
];

const COLUMN_IDS = columnsFor(undefined).map(({ id }) => id);

function useReleaseOrder() {
  const [by = 'released'] = useViewParam('releasesBy', COLUMN_IDS);
  const [direction = 'desc'] = useViewParam('releasesOrder', ['asc', 'desc']);
  return { by, descending: direction === 'desc' };
}

/** The stage whose releases are shown; what can't be one counts as none. */
function useStage(): string | undefined {
  const [text] = useViewParam('releases');
  const parsed = releasesQuerySchema.safeParse({ stage: text });
  return parsed.success ? parsed.data.stage : undefined;
}

/** The latest releases, and how stable each of them is. */
export function ReleasesSection(props: {
  entityRef: string;
  stages: string[];
}) {
  const { entityRef, stages } = props;
  const stage = useStage();
  const order = useReleaseOrder();
  const changeView = useChangeView();
  const query = useReleases(entityRef, stage);
  const known = [...new Set([...stages, ...(stage ? [stage] : [])])];
  return (
    <Section
      title="Releases"
      action={
        <Select
          className={styles.stageChoice}
          aria-label="Releases of"
          size="small"
          options={[
            { id: ALL, label: 'All stages' },
            ...known.map(id => ({ id, label: id })),
          ]}
          value={stage ?? ALL}
          onChange={key =>
            changeView({ releases: key === ALL ? undefined : String(key) })
          }
        />
      }
    >
      <BugsnagPanel
        query={query}
        label="releases"
        skeleton={<Skeleton width="100%" height={160} />}
        isEmpty={({ releases }) => releases.length === 0}
        empty={
          <EmptyNote
            title={stage ? `No releases in ${stage}` : 'No releases yet'}
          >
            A release appears here when it is built with Bugsnag’s build
            reporting, or when its first session arrives.
          </EmptyNote>
        }
      >
        {({ releases, target }) => (
          <SortableTable
            label="List of releases"
            columns={columnsFor(target)}
            rows={releases}
            keyOf={({ id }) => id}
            order={order}
            onOrder={({ by, descending }) =>
              changeView(
                {
                  releasesBy: by,
                  releasesOrder: descending ? 'desc' : 'asc',
                },
                { replace: true },
              )
            }
          />
        )}
      </BugsnagPanel>
    </Section>
  );
}
