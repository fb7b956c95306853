import { Button } from '@backstage/ui';
import { RiArrowLeftDoubleLine, RiArrowRightLine } from '@remixicon/react';
import styles from './CursorPaging.module.css';

/** The way through a list that is read from its newest end: onwards, and back to the beginning. */
export function CursorPaging(props: {
  /** Where this page began; absent on the first. */
  cursor: string | undefined;
  /** Where the next one begins; absent on the last. */
  nextCursor: string | undefined;
  onChange: (cursor: string | undefined) => void;
}) {
  const { cursor, nextCursor, onChange } = props;
  if (!cursor && !nextCursor) {
    return null;
  }
  return (
    <nav className={styles.paging} aria-label="Pages">
      <Button
        variant="secondary"
        size="small"
        iconStart={<RiArrowLeftDoubleLine />}
        isDisabled={!cursor}
        onPress={() => onChange(undefined)}
      >
        Newest
      </Button>
      <Button
        variant="secondary"
        size="small"
        iconEnd={<RiArrowRightLine />}
        isDisabled={!nextCursor}
        onPress={() => onChange(nextCursor)}
      >
        Older
      </Button>
    </nav>
  );
}
