import type { Entity } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Skeleton } from '@backstage/ui';
import type { SiteResponse } from '@internal/plugin-datadog-common';
import {
  EmptyNote,
  SortableTable,
  SortOrder,
  useChangeView,
  useViewParam,
} from '@internal/portal-react';
import {
  useEnvironment,
  useSite,
  useSummaries,
  useSystemServices,
} from '../../hooks';
import { DatadogPanel } from '../DatadogPanel';
import { EnvironmentChoice } from '../EnvironmentChoice';
import { RowNote } from './RowNote';
import { systemColumns } from './systemColumns';
import { refsToAsk, rowsOf, summarise } from './systemRows';
import styles from './SystemTable.module.css';

/** The order in the address: what needs looking at first, unless somebody chose another. */
function useOrder(): [SortOrder, (order: SortOrder) => void] {
  const [by] = useViewParam('sort');
  const [direction] = useViewParam('direction', ['descending']);
  const changeView = useChangeView();
  return [
    { by: by ?? 'health', descending: direction !== undefined },
    order =>
      changeView(
        {
          sort: order.by,
          direction: order.descending ? 'descending' : undefined,
        },
        { replace: true },
      ),
  ];
}

function Services(props: {
  label: string;
  components: Entity[];
  environment: string;
}) {
  const { label, components, environment } = props;
  const [order, changeOrder] = useOrder();
  const query = useSummaries(refsToAsk(components), { environment });
  return (
    <DatadogPanel
      query={query}
      label="health"
      skeleton={<Skeleton width="100%" height={240} />}
    >
      {items => {
        const rows = rowsOf(components, items);
        return (
          <>
            <p className={styles.sentence}>{summarise(rows)}</p>
            <SortableTable
              label={label}
              columns={systemColumns}
              rows={rows}
              keyOf={({ entityRef }) => entityRef}
              noteOf={row => <RowNote row={row} />}
              hasNote={({ summary }) => summary === undefined}
              order={order}
              onOrder={changeOrder}
            />
          </>
        );
      }}
    </DatadogPanel>
  );
}

function Content(props: { site: SiteResponse; title: string }) {
  const { site, title } = props;
  const { entity } = useEntity();
  const [environment, changeEnvironment] = useEnvironment(site.environments);
  const query = useSystemServices(entity);
  return (
    <>
      <EnvironmentChoice
        environments={site.environments}
        value={environment}
        onChange={changeEnvironment}
      />
      <DatadogPanel
        query={query}
        label="components"
        skeleton={<Skeleton width="100%" height={240} />}
        isEmpty={components => components.length === 0}
        empty={
          <EmptyNote title={`${title} has no components`}>
            A component belongs to a system by <code>spec.system</code> of its
            file in the catalog.
          </EmptyNote>
        }
      >
        {components => (
          <Services
            label={`Health of the components of ${title}`}
            components={components}
            environment={environment.name}
          />
        )}
      </DatadogPanel>
    </>
  );
}

/** The tab of a system: how each of its components is, by one request for all. */
export function SystemTable() {
  const { entity } = useEntity();
  const query = useSite();
  const title = entity.metadata.title ?? entity.metadata.name;
  return (
    <div className={styles.tab}>
      <h2 className={styles.heading}>Health of {title}</h2>
      <DatadogPanel
        query={query}
        label="Datadog"
        skeleton={<Skeleton width="100%" height={240} />}
      >
        {site => <Content site={site} title={title} />}
      </DatadogPanel>
    </div>
  );
}
