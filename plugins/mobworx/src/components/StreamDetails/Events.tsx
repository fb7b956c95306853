import { Select } from '@backstage/ui';
import type { StreamEvent } from '@internal/plugin-mobworx-common';
import { EmptyNote, RelativeTime, useViewParam } from '@internal/portal-react';
import { Column, DetailTable } from '../DetailTable';
import styles from './StreamDetails.module.css';
import { eventWords } from './streamWords';

const ALL = 'all';

const columns: Column<StreamEvent>[] = [
  { title: 'What', cell: ({ type }) => eventWords(type) },
  { title: 'Room', cell: ({ roomId }) => roomId },
  { title: 'When', cell: ({ at }) => <RelativeTime iso={at} /> },
];

/** What happened lately, of one type or all. */
export function Events(props: { events: StreamEvent[] }) {
  const { events } = props;
  const [type, setType] = useViewParam('event');
  const shown = events.filter(event => !type || event.type === type);
  const types = [
    ...new Set(events.map(event => event.type)),
    ...(type ? [type] : []),
  ];
  return (
    <>
      <Select
        className={styles.filter}
        label="What happened"
        options={[
          { id: ALL, label: 'Everything' },
          ...[...new Set(types)]
            .sort()
            .map(one => ({ id: one, label: eventWords(one) })),
        ]}
        value={type ?? ALL}
        onChange={key =>
          setType(key === ALL || key === null ? undefined : String(key))
        }
      />
      {shown.length > 0 ? (
        <DetailTable
          label="Latest events"
          columns={columns}
          rows={shown}
          keyOf={({ id, type: of, at }) => `${of} ${id} ${at}`}
        />
      ) : (
        <EmptyNote title="Nothing of the kind has happened lately" />
      )}
    </>
  );
}
