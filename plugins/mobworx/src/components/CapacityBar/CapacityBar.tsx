import styles from './CapacityBar.module.css';

/** How much of something is used, as a picture of what the text beside it says. */
export function CapacityBar(props: {
  used: number;
  capacity: number;
  /** What is free doesn't count. */
  isMuted?: boolean;
}) {
  const { used, capacity, isMuted } = props;
  const share = capacity > 0 ? Math.min(1, used / capacity) : 0;
  return (
    <span
      className={styles.bar}
      data-full={share >= 1 || undefined}
      data-muted={isMuted || undefined}
      aria-hidden="true"
    >
      <span className={styles.used} style={{ width: `${share * 100}%` }} />
    </span>
  );
}
