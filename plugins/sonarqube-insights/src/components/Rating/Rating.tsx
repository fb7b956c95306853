import styles from './Rating.module.css';

const LETTERS = ['A', 'B', 'C', 'D', 'E'] as const;

/** What SonarQube’s letters stand for. */
export type RatingLetter = (typeof LETTERS)[number];

/** Of a rating as SonarQube counts it, 1 (best) to 5; undefined for anything else. */
export function ratingLetter(value: number | undefined) {
  return value === undefined ? undefined : LETTERS[Math.round(value) - 1];
}

/** A rating by SonarQube, A (best) to E; nothing where there is none. */
export function Rating(props: { value: number | undefined }) {
  const letter = ratingLetter(props.value);
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
