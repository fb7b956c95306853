import { Skeleton } from '@backstage/ui';
import type { MonitorsResponse } from '@internal/plugin-datadog-common';
import {
  ChoiceToggle,
  EmptyNote,
  Section,
  SortableTable,
  useChangeView,
  useViewParam,
} from '@internal/portal-react';
import { useMonitors } from '../../hooks';
import { DatadogPanel } from '../DatadogPanel';
import { HealthBadge } from '../HealthBadge';
import { OutLink } from '../OutLink';
import styles from './DatadogTab.module.css';
import { monitorColumns } from './monitorColumns';
import { fitsFilter, MonitorFilter, monitorFilters } from './monitorFilter';

function useFilter(): [MonitorFilter, (filter: MonitorFilter) => void] {
  const [filter, change] = useViewParam(
    'monitors',
    monitorFilters.map(({ id }) => id),
  );
  return [
    filter ?? 'all',
    next => change(next === 'all' ? undefined : next, { replace: true }),
  ];
}

function useOrder() {
  const [by] = useViewParam('sort');
  const [direction] = useViewParam('direction', ['descending']);
  const changeView = useChangeView();
  return {
    // What needs looking at first, unless somebody chose another order.
    order: { by: by ?? 'state', descending: direction !== undefined },
    onOrder: (order: { by: string; descending: boolean }) =>
      changeView(
        {
          sort: order.by,
          direction: order.descending ? 'descending' : undefined,
        },
        { replace: true },
      ),
  };
}

function MonitorsTable(props: { answer: MonitorsResponse }) {
  const { monitors, counts, more, url, health } = props.answer;
  const [filter, changeFilter] = useFilter();
  const ordering = useOrder();
  const shown = monitors.filter(monitor => fitsFilter(monitor, filter));
  return (
    <>
      <div className={styles.line}>
        <HealthBadge health={health} />
        <div className={styles.filters}>
          <ChoiceToggle
            label="Monitors in state"
            options={monitorFilters.map(({ id, label, countOf }) => ({
              id,
              label: `${label} ${countOf(counts)}`,
            }))}
            value={filter}
            onChange={changeFilter}
          />
        </div>
      </div>
      {shown.length === 0 ? (
        <EmptyNote title="None of the monitors is in this state">
          Choose another state above.
        </EmptyNote>
      ) : (
        <SortableTable
          label="List of monitors"
          columns={monitorColumns}
          rows={shown}
          keyOf={({ id }) => String(id)}
          {...ordering}
        />
      )}
      <p className={styles.note}>
        {more && 'There are more monitors than the portal lists. '}
        <OutLink href={url}>All of these monitors in Datadog</OutLink>
      </p>
    </>
  );
}

/** The monitors of the entity: which are in what state since when, and which are muted. */
export function MonitorsSection(props: {
  entityRef: string;
  environment: string;
}) {
  const { entityRef, environment } = props;
  const query = useMonitors(entityRef, { environment });
  return (
    <Section title="Monitors">
      <DatadogPanel
        query={query}
        label="monitors"
        skeleton={<Skeleton width="100%" height={200} />}
        isEmpty={({ monitors }) => monitors.length === 0}
        empty={
          <EmptyNote title="No monitors in this environment">
            Datadog has none with the tags{' '}
            <code>{query.data?.tags.join(', ')}</code>. Tag the service’s
            monitors, or name other tags in the annotation{' '}
            <code>datadoghq.com/monitor_tags</code>.
          </EmptyNote>
        }
      >
        {answer => <MonitorsTable answer={answer} />}
      </DatadogPanel>
    </Section>
  );
}
