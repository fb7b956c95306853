import type { HistoryBucket } from '@internal/plugin-mobworx-common';
import styles from './Uptime.module.css';

/** A share as a percentage; never rounded up to all, which would hide that something was down. */
export function formatUptime(share: number): string {
  const percent = share * 100;
  const digits = percent === 100 || percent === 0 ? 0 : 2;
  return `${(Math.floor(percent * 100) / 100).toFixed(digits)} %`;
}

/** How a stretch of a history was: `gap` without a look, `hurt` when some looks failed. */
function bucketTone(bucket: HistoryBucket): 'up' | 'hurt' | 'down' | 'gap' {
  if (bucket.uptime === undefined) {
    return 'gap';
  }
  if (bucket.uptime === 1) {
    return 'up';
  }
  return bucket.uptime === 0 ? 'down' : 'hurt';
}

const WIDTH = 3;
const HEIGHT = 24;

/**
 * The last 24 hours as one bar for each stretch: full and coloured by how many of its looks reached
 * the service, short where there was no look. What it shows is said in words as its name.
 */
export function UptimeBars(props: { history: HistoryBucket[] }) {
  const { history } = props;
  const tones = history.map(bucketTone);
  const count = (tone: string) => tones.filter(one => one === tone).length;
  const name =
    `Last 24 hours in ${history.length} stretches: ` +
    `${count('up')} without a failure, ${count('hurt')} with some, ` +
    `${count('down')} with nothing else, ${count('gap')} not looked at`;
  return (
    <svg
      className={styles.bars}
      role="img"
      aria-label={name}
      viewBox={`0 0 ${history.length * WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
    >
      {history.map((bucket, index) => {
        const height = tones[index] === 'gap' ? 3 : HEIGHT;
        return (
          <rect
            key={bucket.at}
            data-tone={tones[index]}
            x={index * WIDTH}
            y={HEIGHT - height}
            width={WIDTH - 1}
            height={height}
          />
        );
      })}
    </svg>
  );
}
