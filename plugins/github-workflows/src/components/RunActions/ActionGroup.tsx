import { ReactNode, useEffect, useRef } from 'react';
import styles from './RunActions.module.css';

/** Props of {@link ActionGroup}. */
export interface ActionGroupProps {
  /** Name of the group for screen readers. */
  label: string;
  /** Another value whenever buttons may have gone. */
  stage: string;
  children: ReactNode;
}

/**
 * Buttons that come and go with the state of a run. The focus stays here when the button that had
 * it goes; the browser would start again at the top of the page.
 */
export function ActionGroup(props: ActionGroupProps) {
  const { label, stage, children } = props;
  const group = useRef<HTMLDivElement>(null);
  const hadFocus = useRef(false);
  useEffect(() => {
    // A dialog that closes gives the focus back a frame later, if what had it is still there.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        if (hadFocus.current && document.activeElement === document.body) {
          group.current?.focus();
        }
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [stage]);
  return (
    <div
      ref={group}
      role="group"
      aria-label={label}
      tabIndex={-1}
      className={styles.group}
      onFocus={() => {
        hadFocus.current = true;
      }}
      onBlur={() => {
        hadFocus.current = false;
      }}
    >
      {children}
    </div>
  );
}
