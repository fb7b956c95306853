import { ReactNode, useId } from 'react';
import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import styles from './HomeLayout.module.css';

/** A card of the home page with its heading. */
export function HomeSection(props: {
  title: string;
  /** At the end of the heading's line, for example a link to more. */
  action?: ReactNode;
  children: ReactNode;
}) {
  const headingId = useId();
  return (
    <section aria-labelledby={headingId}>
      <Card className={styles.card}>
        <CardHeader className={styles.cardHeader}>
          <Text as="h2" variant="title-x-small" weight="bold" id={headingId}>
            {props.title}
          </Text>
          {props.action}
        </CardHeader>
        <CardBody>{props.children}</CardBody>
      </Card>
    </section>
  );
}
