import { RiMore2Fill } from '@remixicon/react';
import { FocusEvent, KeyboardEvent, useId, useRef, useState } from 'react';
import { NavLink, ShellNavItem } from './NavLink';
import styles from './ShellNav.module.css';

/** How many entries have room for their names on a phone. */
const ROOM = 5;

function MoreItems(props: {
  items: ShellNavItem[];
  current: ShellNavItem | undefined;
}) {
  const { items, current } = props;
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const panelId = useId();
  const closeByKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && isOpen) {
      setOpen(false);
      button.current?.focus();
    }
  };
  const closeWhenLeft = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) {
      setOpen(false);
    }
  };
  return (
    // The key and the focus come from the controls within.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles.more} onKeyDown={closeByKey} onBlur={closeWhenLeft}>
      <button
        ref={button}
        type="button"
        className={styles.barLink}
        data-current={items.some(item => item === current) || undefined}
        aria-expanded={isOpen}
        aria-controls={panelId}
        onClick={() => setOpen(!isOpen)}
      >
        <RiMore2Fill aria-hidden="true" />
        <span className={styles.label}>More</span>
      </button>
      <div id={panelId} className={styles.panel} hidden={!isOpen}>
        {items.map(item => (
          <NavLink
            key={item.to}
            item={item}
            current={item === current}
            className={styles.link}
            onFollow={() => setOpen(false)}
          />
        ))}
      </div>
    </div>
  );
}

/** The navigation on a phone: what has room with its name, and the rest behind *More*. */
export function ShellBar(props: {
  name: string;
  items: ShellNavItem[];
  current: ShellNavItem | undefined;
}) {
  const { name, items, current } = props;
  const shown = items.length > ROOM ? items.slice(0, ROOM - 1) : items;
  const others = items.slice(shown.length);
  return (
    <nav aria-label={name} className={styles.bar}>
      {shown.map(item => (
        <NavLink
          key={item.to}
          item={item}
          current={item === current}
          className={styles.barLink}
        />
      ))}
      {others.length > 0 && <MoreItems items={others} current={current} />}
    </nav>
  );
}
