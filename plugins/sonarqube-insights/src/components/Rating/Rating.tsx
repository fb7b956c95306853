import { ratingOf } from '@internal/plugin-sonarqube-insights-common';
import styles from './Rating.module.css';

/** A rating by SonarQube, A (best) to E; nothing where there is none. */
export function Rating(props: {
  /** 1 is A, 5 is E. */
  value: number | undefined;
}) {
  const letter = ratingOf(props.value);
  return letter ? (
    <span
      className={styles.rating}
      data-letter={letter}
      role="img"
      aria-label={`Rated ${letter}`}
      title={`Rated ${letter}, of A (best) to E`}
    >
      {letter}
    </span>
  ) : null;
}
