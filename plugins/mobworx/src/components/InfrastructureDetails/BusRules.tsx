import { Text } from '@backstage/ui';
import type { BusRule, EventBus } from '@internal/plugin-mobworx-common';
import { StatusBadge } from '@internal/portal-react';
import { Column, DetailTable } from '../DetailTable';
import { counted } from '../counted';
import styles from './InfrastructureDetails.module.css';

const isUnguarded = ({ targets }: BusRule) =>
  targets.some(({ hasDeadLetterQueue }) => !hasDeadLetterQueue);

function Condition(props: { rule: BusRule }) {
  const { rule } = props;
  const failed = rule.failed24h ?? 0;
  const isWell = rule.enabled && failed === 0 && !isUnguarded(rule);
  return (
    <span className={styles.badges}>
      {!rule.enabled && <StatusBadge tone="warning" label="Disabled" />}
      {failed > 0 && (
        <StatusBadge
          tone="failure"
          label={`${counted(failed, 'event')} failed`}
        />
      )}
      {isUnguarded(rule) && (
        <StatusBadge tone="warning" label="No dead-letter queue" />
      )}
      {isWell && <StatusBadge tone="success" label="On" />}
    </span>
  );
}

const unknown = (count: number | undefined) =>
  count === undefined ? 'not known' : count.toLocaleString('en');

const columns: Column<BusRule>[] = [
  {
    title: 'Rule',
    cell: ({ name, schedule }) => (
      <>
        {name}
        {schedule && <div className={styles.small}>{schedule}</div>}
      </>
    ),
  },
  { title: 'Condition', cell: rule => <Condition rule={rule} /> },
  {
    title: 'Targets',
    cell: ({ targets }) =>
      targets.length === 0 ? (
        'none'
      ) : (
        <ul className={styles.list}>
          {targets.map(({ id, hasDeadLetterQueue }) => (
            <li key={id}>
              {id}
              {!hasDeadLetterQueue && ' (without dead-letter queue)'}
            </li>
          ))}
        </ul>
      ),
  },
  {
    title: 'Events in 24 hours',
    cell: ({ invocations24h }) => unknown(invocations24h),
    isNumber: true,
  },
  {
    title: 'Failed',
    cell: ({ failed24h }) => unknown(failed24h),
    isNumber: true,
  },
];

/** The rules of the event bus: which are off, lose events, or have failed. */
export function BusRules(props: { bus: EventBus }) {
  const { name, rules } = props.bus;
  const unguarded = rules.filter(isUnguarded).length;
  return (
    <>
      <Text as="p">
        {counted(rules.length, 'rule')} on <strong>{name}</strong>
        {unguarded > 0 &&
          `; ${unguarded} without a dead-letter queue: an event that fails there is lost`}
        .
      </Text>
      <DetailTable
        label="Rules of the event bus"
        columns={columns}
        rows={rules}
        keyOf={rule => rule.name}
      />
    </>
  );
}
