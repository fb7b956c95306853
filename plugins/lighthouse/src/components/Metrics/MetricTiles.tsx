import {
  AuditMetric,
  coreWebVitalIds,
  MetricChange,
} from '@internal/plugin-lighthouse-common';
import { StatusBadge } from '@internal/portal-react';
import { Change, toneOf } from '../Score';
import { formatMetric } from './formatMetric';
import styles from './Metrics.module.css';

const VITALS: readonly string[] = coreWebVitalIds;

/** What Lighthouse measured, with how it changed since the audit that this one is compared with. */
export function MetricTiles(props: {
  metrics: AuditMetric[];
  changes?: MetricChange[];
}) {
  const { metrics, changes = [] } = props;
  return (
    <dl className={styles.tiles}>
      {metrics.map(({ id, title, value, unit, score }) => {
        const change = changes.find(one => one.id === id);
        return (
          <div key={id} className={styles.tile}>
            <dt>
              {title}
              {VITALS.includes(id) && (
                <span className={styles.vital}>Core Web Vital</span>
              )}
            </dt>
            <dd>
              <StatusBadge
                tone={toneOf(score)}
                label={formatMetric(value, unit)}
                variant="plain"
              />
              {change && (
                <Change
                  direction={change.direction}
                  amount={
                    change.change === null
                      ? undefined
                      : formatMetric(Math.abs(change.change), unit)
                  }
                />
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
