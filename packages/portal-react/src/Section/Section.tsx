import { Box } from '@backstage/ui';
import { ReactNode, useId } from 'react';
import { PartBoundary } from '../AsyncPanel';
import styles from './Section.module.css';

/** A part of a page or tab, on a card, which stands alone: a fault in it changes nothing elsewhere. */
export function Section(props: {
  title: string;
  /** At the end of the heading's line. */
  action?: ReactNode;
  children: ReactNode;
}) {
  const { title, action, children } = props;
  const id = useId();
  return (
    // Tells fields and buttons in it that they stand on a card.
    <Box
      as="section"
      bg="neutral"
      aria-labelledby={id}
      className={styles.section}
    >
      <div className={styles.head}>
        <h3 id={id} className={styles.heading}>
          {title}
        </h3>
        {action}
      </div>
      <PartBoundary name={title}>{children}</PartBoundary>
    </Box>
  );
}
