import type { Proxy } from '@internal/plugin-mobworx-common';
import { EmptyNote, StatusBadge } from '@internal/portal-react';
import { Column, DetailTable } from '../DetailTable';
import { Facts } from '../Facts';

const columns: Column<Proxy['targets'][number]>[] = [
  { title: 'Target', cell: ({ id }) => id },
  {
    title: 'State',
    cell: ({ state }) => (
      <StatusBadge
        tone={state === 'AVAILABLE' ? 'success' : 'failure'}
        label={state}
      />
    ),
  },
  { title: 'Why', cell: ({ reason }) => reason ?? '' },
];

/** The proxy in front of the database, and whether it reaches what stands behind it. */
export function ProxyTargets(props: { proxy: Proxy }) {
  const { name, state, targets } = props.proxy;
  return (
    <>
      <Facts
        facts={[
          ['Proxy', name],
          ['State', state],
        ]}
      />
      {targets.length > 0 ? (
        <DetailTable
          label="Targets of the proxy"
          columns={columns}
          rows={targets}
          keyOf={({ id }) => id}
        />
      ) : (
        <EmptyNote title="The proxy has no target">
          Whoever connects to it reaches no database.
        </EmptyNote>
      )}
    </>
  );
}
