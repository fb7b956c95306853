import { Entity } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Skeleton } from '@backstage/ui';
import { EmptyNote, SortableTable, SortOrder } from '@internal/portal-react';
import { useRelatedComponents, useSummaries, useView } from '../../hooks';
import { SonarqubePanel } from '../SonarqubePanel';
import { relatedColumns } from './relatedColumns';
import styles from './RelatedTable.module.css';
import { commonMode, refsToAsk, rowsOf, summarise } from './relatedRows';
import { RowNote } from './RowNote';

/** The order in the address: what needs looking at first, unless somebody chose another. */
function useOrder(): [SortOrder, (order: SortOrder) => void] {
  const [params, changeView] = useView();
  return [
    {
      by: params.get('sort') ?? 'gate',
      descending: params.get('direction') === 'descending',
    },
    ({ by, descending }) =>
      changeView({
        sort: by,
        direction: descending ? 'descending' : undefined,
      }),
  ];
}

function ComponentsTable(props: { label: string; components: Entity[] }) {
  const { label, components } = props;
  const [order, changeOrder] = useOrder();
  const query = useSummaries(refsToAsk(components));
  return (
    <SonarqubePanel
      query={query}
      label="code quality"
      skeleton={<Skeleton width="100%" height={240} />}
    >
      {items => {
        const rows = rowsOf(components, items);
        return (
          <>
            <p className={styles.sentence}>{summarise(rows)}</p>
            <SortableTable
              label={label}
              columns={relatedColumns(commonMode(rows))}
              rows={rows}
              keyOf={({ entityRef }) => entityRef}
              noteOf={row => <RowNote row={row} />}
              hasNote={({ summary }) => summary?.analysedAt === undefined}
              order={order}
              onOrder={changeOrder}
            />
          </>
        );
      }}
    </SonarqubePanel>
  );
}

/** The tab of a system or a domain: how each of its components does, by one request for all. */
export function RelatedTable() {
  const { entity } = useEntity();
  const query = useRelatedComponents(entity);
  const title = entity.metadata.title ?? entity.metadata.name;
  return (
    <div className={styles.tab}>
      <h2 className={styles.heading}>Code quality of {title}</h2>
      <SonarqubePanel
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
          <ComponentsTable
            label={`Code quality of the components of ${title}`}
            components={components}
          />
        )}
      </SonarqubePanel>
    </div>
  );
}
