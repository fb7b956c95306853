import { Skeleton } from '@backstage/ui';
import type { TrendQuery } from '@internal/plugin-bugsnag-common';
import { EmptyNote, Section, TimeChart } from '@internal/portal-react';
import { useTrend } from '../../hooks';
import { PERIODS } from '../../words/errorWords';
import { formatCount } from '../../words/stabilityWords';
import { BugsnagPanel } from '../BugsnagPanel';

const SERIES = [
  { id: 'events', label: 'Events', colour: 'var(--bui-accent-bg)' },
];

/** How often the errors that fit the filters occurred over time. */
export function TrendSection(props: {
  entityRef: string;
  filters: TrendQuery;
}) {
  const { entityRef, filters } = props;
  const query = useTrend(entityRef, filters);
  const when = PERIODS[filters.period];
  return (
    <Section title="Trend">
      <BugsnagPanel
        query={query}
        label="trend"
        skeleton={<Skeleton width="100%" height={180} />}
        isEmpty={({ buckets }) => buckets.every(({ events }) => events === 0)}
        empty={
          <EmptyNote title={`No events in the ${when}`}>
            The trend is drawn as soon as an error that fits the filters occurs.
          </EmptyNote>
        }
      >
        {({ buckets }) => (
          <TimeChart
            title={`Events of the errors that fit the filters, ${when}`}
            series={SERIES}
            points={buckets.map(({ from, events }) => ({
              at: from,
              values: { events },
            }))}
            format={formatCount}
          />
        )}
      </BugsnagPanel>
    </Section>
  );
}
