import { RiExternalLinkLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import styles from './OutLink.module.css';

/**
 * A link to a page of SonarQube, in a window of its own that can't reach this one. Without an
 * address it is text alone.
 */
export function OutLink(props: {
  href: string | undefined;
  /** When the text alone doesn't say where it leads. */
  label?: string;
  children: ReactNode;
}) {
  const { href, label, children } = props;
  if (!href) {
    return <>{children}</>;
  }
  return (
    <a
      className={styles.link}
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={label && `${label} (opens SonarQube)`}
    >
      {children}
      <RiExternalLinkLine
        size={14}
        aria-hidden={label !== undefined}
        aria-label={label ? undefined : '(opens SonarQube)'}
        role="img"
      />
    </a>
  );
}
