import { Text } from '@backstage/ui';
import type {
  Munit,
  Munits as MunitsValue,
} from '@internal/plugin-mobworx-common';
import { StatusBadge } from '@internal/portal-react';
import { CapacityBar } from '../CapacityBar';
import { counted } from '../counted';
import styles from './StreamDetails.module.css';

function state({ draining, stations, capacity }: Munit) {
  if (draining) {
    return <StatusBadge tone="waiting" label="Draining" />;
  }
  return stations >= capacity ? (
    <StatusBadge tone="warning" label="Full" />
  ) : (
    <StatusBadge tone="success" label="Takes stations" />
  );
}

/** The media servers with the stations that they carry, and how many more there is room for. */
export function Munits(props: { munits: MunitsValue }) {
  const { items, stations, headroom } = props.munits;
  return (
    <>
      <Text as="p" className={styles.summary}>
        {counted(stations, 'station')} on {counted(items.length, 'munit')}; room
        for <strong>{headroom.toLocaleString('en')} more</strong>. A munit that
        drains takes no new station.
      </Text>
      <ul className={styles.munits}>
        {items.map(munit => (
          <li key={munit.id} className={styles.munit}>
            <span className={styles.munitHead}>
              <strong>{munit.id}</strong>
              {state(munit)}
            </span>
            <CapacityBar
              used={munit.stations}
              capacity={munit.capacity}
              isMuted={munit.draining}
            />
            <span className={styles.small}>
              {munit.stations} of {counted(munit.capacity, 'station')},{' '}
              {counted(munit.tasks, 'task')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
