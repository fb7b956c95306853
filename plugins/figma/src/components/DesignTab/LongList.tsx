import { Button } from '@backstage/ui';
import { useViewParam } from '@internal/portal-react';
import { ReactNode, useId } from 'react';
import styles from './DesignTab.module.css';

const ALL = 'all';

/** A list that begins short; whether all of it is shown stands in the address. */
export function LongList<T>(props: {
  /** Of the parameter in the address. */
  name: string;
  items: T[];
  /** How many are shown at first. */
  first: number;
  /** Instead of rows. */
  className?: string;
  children: (item: T) => ReactNode;
}) {
  const { name, items, first, className = styles.list, children } = props;
  const [shown, show] = useViewParam(name, [ALL]);
  const id = useId();
  const isAll = shown === ALL;
  return (
    <>
      <ul id={id} className={className}>
        {(isAll ? items : items.slice(0, first)).map(children)}
      </ul>
      {items.length > first && (
        <Button
          className={styles.more}
          size="small"
          variant="secondary"
          aria-expanded={isAll}
          aria-controls={id}
          onPress={() => show(isAll ? undefined : ALL, { replace: true })}
        >
          {isAll ? 'Show fewer' : `Show all ${items.length}`}
        </Button>
      )}
    </>
  );
}
