import { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import styles from './ShellNav.module.css';

/** One place to go to. */
export interface ShellNavItem {
  /** Path inside the portal, with a leading slash; may carry a query. */
  to: string;
  title: string;
  icon: ReactNode;
}

/** A link of the navigation. */
export function NavLink(props: {
  item: ShellNavItem;
  current: boolean;
  className: string;
  /** Called when somebody goes there. */
  onFollow?: () => void;
}) {
  const { item, current, className, onFollow } = props;
  return (
    <Link
      to={item.to}
      className={className}
      aria-current={current ? 'page' : undefined}
      title={item.title}
      onClick={onFollow}
    >
      {item.icon}
      <span className={styles.label}>{item.title}</span>
    </Link>
  );
}

/**
 * The item that leads to where the reader is. The longest path wins: on the page of a team,
 * *My team* is current and *Catalog*, which lies above it, is not.
 */
export function currentNavItem(
  items: ShellNavItem[],
  pathname: string,
): ShellNavItem | undefined {
  let current: { item: ShellNavItem; length: number } | undefined;
  for (const item of items) {
    const [path] = item.to.split('?');
    const below =
      path === '/' ? pathname === '/' : `${pathname}/`.startsWith(`${path}/`);
    if (below && path.length > (current?.length ?? 0)) {
      current = { item, length: path.length };
    }
  }
  return current?.item;
}
