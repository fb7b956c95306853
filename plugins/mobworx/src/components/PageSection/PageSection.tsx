import { Text } from '@backstage/ui';
import { ReactNode, useId } from 'react';
import styles from './PageSection.module.css';

/** What a page of the plugin consists of: a heading, a sentence below it where it needs one, the rest. */
export function PageSection(props: {
  title: string;
  note?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={styles.page} aria-labelledby={id}>
      <div>
        <h2 id={id} className={styles.heading}>
          {props.title}
        </h2>
        {props.note && (
          <Text as="p" color="secondary">
            {props.note}
          </Text>
        )}
      </div>
      {props.children}
    </section>
  );
}
