import type { CheckChange } from '@internal/plugin-lighthouse-common';
import { ScrollTable } from '@internal/portal-react';
import { Change, pointsOf, scoreText } from '../Score';
import styles from './AuditPage.module.css';

/** What Lighthouse said of a check; its score where it said nothing. */
function saidOf(display: string | undefined, score: number | null): string {
  if (display) {
    return display;
  }
  if (score === 1) {
    return 'Passed';
  }
  return score === 0 ? 'Failed' : scoreText(score);
}

/** Some of Lighthouse’s checks then and now. */
export function ChangedChecks(props: { title: string; checks: CheckChange[] }) {
  const { title, checks } = props;
  if (checks.length === 0) {
    return null;
  }
  return (
    <ScrollTable label={title} className={styles.checks}>
      <caption>
        {title} ({checks.length})
      </caption>
      <thead>
        <tr>
          <th scope="col">Check</th>
          <th scope="col">Before</th>
          <th scope="col">Now</th>
          <th scope="col">Change</th>
        </tr>
      </thead>
      <tbody>
        {checks.map(check => (
          <tr key={check.id}>
            <th scope="row">{check.title}</th>
            <td>{saidOf(check.displayBefore, check.before)}</td>
            <td>{saidOf(check.displayAfter, check.after)}</td>
            <td>
              <Change
                direction={check.direction}
                amount={pointsOf(check.change)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
