import { RiExternalLinkLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import styles from './OutLink.module.css';

/** Props of {@link OutLink}. */
export interface OutLinkProps {
  href: string | undefined;
  /** What opens, such as `Bugsnag`: said to screen readers. */
  site: string;
  /** When the text alone doesn't say where it leads. */
  label?: string;
  children: ReactNode;
}

/**
 * A link to another site, in a window of its own that can't reach this one. Without an address it
 * is text alone.
 */
export function OutLink(props: OutLinkProps) {
  const { href, site, label, children } = props;
  if (!href) {
    return <>{children}</>;
  }
  return (
    <a
      className={styles.link}
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={label && `${label} (opens ${site})`}
    >
      {children}
      <RiExternalLinkLine
        size={14}
        aria-hidden={label !== undefined}
        aria-label={label ? undefined : `(opens ${site})`}
        role="img"
      />
    </a>
  );
}
