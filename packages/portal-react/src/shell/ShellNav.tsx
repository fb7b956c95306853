import { ReactNode } from 'react';
import { useSidebarPinState } from '@backstage/core-components';
import { Link, useLocation } from 'react-router-dom';
import { RiSideBarFill, RiSideBarLine } from '@remixicon/react';
import { currentNavItem, NavLink, ShellNavItem } from './NavLink';
import { ShellBar } from './ShellBar';
import styles from './ShellNav.module.css';

/** Props of {@link ShellNav}. */
export interface ShellNavProps {
  /** Name of the portal; the accessible name of the link on the logo. */
  name: string;
  logo: { full: ReactNode; mark: ReactNode };
  /** The first four have a place of their own at the bottom of a phone. */
  items: ShellNavItem[];
  /** Set apart at the lower end of the column; on a phone they come last. */
  footer: ShellNavItem[];
}

/**
 * The navigation of the portal: a column on a desk, a bar within reach of the thumb on a phone.
 *
 * The column takes the room that the app's layout (`SidebarPage` of core-components) leaves for
 * it, and keeps its choice of narrow or wide with it, so that *Pin sidebar* in the settings and
 * the button here are one switch.
 */
export function ShellNav(props: ShellNavProps) {
  const { isMobile, isPinned, toggleSidebarPinState } = useSidebarPinState();
  const { name, logo, items, footer } = props;
  const { pathname } = useLocation();
  const current = currentNavItem([...items, ...footer], pathname);
  const link = (className: string) => (item: ShellNavItem) => (
    <NavLink
      key={item.to}
      item={item}
      current={item === current}
      className={className}
    />
  );

  if (isMobile) {
    return (
      <ShellBar name={name} items={[...items, ...footer]} current={current} />
    );
  }

  return (
    <nav
      aria-label={name}
      className={styles.column}
      data-wide={isPinned || undefined}
    >
      <Link to="/" className={styles.logo} aria-label={`${name}: home`}>
        {isPinned ? logo.full : logo.mark}
      </Link>
      <div className={styles.items}>{items.map(link(styles.link))}</div>
      <div className={styles.footer}>
        {footer.map(link(styles.link))}
        <button
          type="button"
          className={styles.link}
          onClick={toggleSidebarPinState}
          aria-expanded={isPinned}
          aria-label={`${isPinned ? 'Collapse' : 'Expand'} the navigation`}
        >
          {isPinned ? <RiSideBarFill /> : <RiSideBarLine />}
          <span className={styles.label}>
            {isPinned ? 'Collapse' : 'Expand'}
          </span>
        </button>
      </div>
    </nav>
  );
}
