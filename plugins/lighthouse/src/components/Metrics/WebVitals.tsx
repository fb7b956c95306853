import {
  AuditMetric,
  coreWebVitalIds,
} from '@internal/plugin-lighthouse-common';
import { StatusBadge } from '@internal/portal-react';
import { toneOf } from '../Score';
import { formatMetric } from './formatMetric';
import styles from './Metrics.module.css';

const VITALS: readonly string[] = coreWebVitalIds;

/** The Core Web Vitals of an audit, or what stands for them in the lab, in few lines. */
export function WebVitals(props: { metrics: AuditMetric[] }) {
  const vitals = props.metrics.filter(({ id }) => VITALS.includes(id));
  return vitals.length === 0 ? null : (
    <dl className={styles.vitals} aria-label="Core Web Vitals">
      {vitals.map(({ id, title, value, unit, score }) => (
        <div key={id}>
          <dt>{title}</dt>
          <dd>
            <StatusBadge
              tone={toneOf(score)}
              label={formatMetric(value, unit)}
              variant="plain"
            />
          </dd>
        </div>
      ))}
    </dl>
  );
}
