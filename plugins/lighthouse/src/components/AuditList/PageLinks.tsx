import { Button } from '@backstage/ui';
import { RiArrowLeftLine, RiArrowRightLine } from '@remixicon/react';
import styles from './AuditList.module.css';

/** The way through the pages of a list. */
export function PageLinks(props: {
  page: number;
  pages: number;
  total: number;
  onChange: (page: number) => void;
}) {
  const { page, pages, total, onChange } = props;
  if (pages <= 1) {
    return null;
  }
  return (
    <nav className={styles.paging} aria-label="Pages">
      <Button
        variant="secondary"
        size="small"
        iconStart={<RiArrowLeftLine />}
        isDisabled={page <= 1}
        onPress={() => onChange(page - 1)}
      >
        Previous
      </Button>
      <span>
        Page {page} of {pages}, {total.toLocaleString('en')} websites
      </span>
      <Button
        variant="secondary"
        size="small"
        iconEnd={<RiArrowRightLine />}
        isDisabled={page >= pages}
        onPress={() => onChange(page + 1)}
      >
        Next
      </Button>
    </nav>
  );
}
