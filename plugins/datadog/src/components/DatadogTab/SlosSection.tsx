import { Button, Skeleton } from '@backstage/ui';
import type { Slo, SloStatus } from '@internal/plugin-datadog-common';
import {
  EmptyNote,
  Section,
  StatusBadge,
  useViewParam,
} from '@internal/portal-react';
import { useSlos } from '../../hooks';
import { formatPercent } from '../../words/format';
import { SLO_LOOKS } from '../../words/states';
import { DatadogPanel } from '../DatadogPanel';
import { ErrorBudget } from '../ErrorBudget';
import { OutLink } from '../OutLink';
import styles from './DatadogTab.module.css';
import { SloHistory } from './SloHistory';

function StatusRow(props: { status: SloStatus }) {
  const { timeframe, sli, target, errorBudgetRemaining, state } = props.status;
  return (
    <li className={styles.timeframe}>
      <span>
        <strong>{timeframe}</strong>{' '}
        {sli === undefined ? 'no data' : formatPercent(sli)} of{' '}
        {formatPercent(target)}
      </span>
      <ErrorBudget remaining={errorBudgetRemaining} state={state} />
    </li>
  );
}

function SloRow(props: { slo: Slo; entityRef: string; environment: string }) {
  const { slo, entityRef, environment } = props;
  const { id, name, description, state, statuses, url } = slo;
  const [open, changeOpen] = useViewParam('slo');
  const isOpen = open === id;
  return (
    <li className={styles.slo}>
      <div className={styles.line}>
        <StatusBadge {...SLO_LOOKS[state]} />
        <OutLink href={url}>{name}</OutLink>
        <Button
          size="small"
          variant="tertiary"
          aria-expanded={isOpen}
          aria-label={`History of ${name}`}
          onPress={() => changeOpen(isOpen ? undefined : id, { replace: true })}
        >
          {isOpen ? 'Hide history' : 'History'}
        </Button>
      </div>
      {description && <p className={styles.note}>{description}</p>}
      <ul className={styles.timeframes}>
        {statuses.map(status => (
          <StatusRow key={status.timeframe} status={status} />
        ))}
      </ul>
      {isOpen && (
        <SloHistory slo={slo} entityRef={entityRef} environment={environment} />
      )}
    </li>
  );
}

/** The SLOs of the entity with their error budgets, and how each went. */
export function SlosSection(props: { entityRef: string; environment: string }) {
  const { entityRef, environment } = props;
  const query = useSlos(entityRef, { environment });
  return (
    <Section title="SLOs">
      <DatadogPanel
        query={query}
        label="SLOs"
        skeleton={<Skeleton width="100%" height={160} />}
        isEmpty={({ slos }) => slos.length === 0}
        empty={
          <EmptyNote title="No SLOs in this environment">
            Tag the service’s SLOs in Datadog with its name, or name another tag
            in the annotation <code>datadoghq.com/slo_tag</code>.
          </EmptyNote>
        }
      >
        {({ slos, more }) => (
          <>
            <ul className={styles.slos}>
              {slos.map(slo => (
                <SloRow
                  key={slo.id}
                  slo={slo}
                  entityRef={entityRef}
                  environment={environment}
                />
              ))}
            </ul>
            {more && (
              <p className={styles.note}>
                There are more SLOs than the portal lists.
              </p>
            )}
          </>
        )}
      </DatadogPanel>
    </Section>
  );
}
