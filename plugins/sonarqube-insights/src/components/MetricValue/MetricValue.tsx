import { formatMeasure, Unit } from '../../words/formatMeasure';
import { OutLink } from '../OutLink';
import { Rating } from '../Rating';
import styles from './MetricValue.module.css';

/** Props of {@link MetricValue}. */
export interface MetricValueProps {
  /** What is measured, for whom the number alone is read out. */
  title: string;
  value: number | undefined;
  unit: Unit;
  /** 1 (A) to 5 (E). */
  rating?: number;
  /** Its page in SonarQube. */
  url?: string;
}

/** A measure with its rating. One that SonarQube doesn’t have is said to be missing, never 0. */
export function MetricValue(props: MetricValueProps) {
  const { title, value, unit, rating, url } = props;
  if (value === undefined) {
    return <span className={styles.missing}>Not measured</span>;
  }
  const text = formatMeasure(value, unit);
  return (
    <span className={styles.value}>
      <OutLink href={url} label={`${title}: ${text}`}>
        {text}
      </OutLink>
      <Rating value={rating} />
    </span>
  );
}
