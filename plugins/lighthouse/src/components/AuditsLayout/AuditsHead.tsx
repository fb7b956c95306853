import { Link } from '@backstage/ui';
import { RiArrowLeftSLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import styles from './AuditsLayout.module.css';

/** The head of a view: the way back, what it is, and what can be done. */
export function AuditsHead(props: {
  back?: { href: string; label: string };
  title: ReactNode;
  /** What belongs to the title, in small print. */
  about?: ReactNode;
  actions?: ReactNode;
}) {
  const { back, title, about, actions } = props;
  return (
    <header className={styles.header}>
      {back && (
        <Link href={back.href} className={styles.back}>
          <RiArrowLeftSLine size={16} aria-hidden="true" /> {back.label}
        </Link>
      )}
      <div className={styles.head}>
        <div className={styles.titles}>
          <h2 className={styles.heading}>{title}</h2>
          {about && <div className={styles.about}>{about}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </header>
  );
}
