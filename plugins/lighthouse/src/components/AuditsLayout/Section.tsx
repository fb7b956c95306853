import { Box } from '@backstage/ui';
import { PartBoundary } from '@internal/portal-react';
import { ReactNode, useId } from 'react';
import styles from './AuditsLayout.module.css';

/** A part of a view, which stands alone: a fault in it changes nothing elsewhere. */
export function Section(props: {
  title: string;
  /** At the end of the heading’s line. */
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
      <div className={styles.sectionHead}>
        <h3 id={id} className={styles.sectionHeading}>
          {title}
        </h3>
        {action}
      </div>
      <PartBoundary name={title}>{children}</PartBoundary>
    </Box>
  );
}
