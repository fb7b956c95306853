import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './AsyncPanel.module.css';

/** Props of {@link EmptyNote}. */
export interface EmptyNoteProps {
  /** What there is none of. */
  title: string;
  /** Why, or what to do about it. */
  children?: ReactNode;
}

/** Says that there is nothing, and what would change that. */
export function EmptyNote(props: EmptyNoteProps) {
  return (
    <div className={styles.empty}>
      <Text as="p" weight="bold">
        {props.title}
      </Text>
      {props.children && (
        <Text as="div" color="secondary">
          {props.children}
        </Text>
      )}
    </div>
  );
}
