import { Text } from '@backstage/ui';
import type {
  DetailsResponse,
  GateCondition,
} from '@internal/plugin-sonarqube-insights-common';
import {
  EmptyNote,
  ScrollTable,
  Section,
  StatusBadge,
  StatusTone,
} from '@internal/portal-react';
import { describeCondition } from '../../words/describeCondition';
import { describeNewCode } from '../../words/describeNewCode';
import styles from './QualityTab.module.css';

const RESULTS: Record<
  GateCondition['status'],
  { tone: StatusTone; label: string }
> = {
  OK: { tone: 'success', label: 'Met' },
  WARN: { tone: 'warning', label: 'Warning' },
  ERROR: { tone: 'failure', label: 'Failed' },
  NONE: { tone: 'neutral', label: 'Not computed' },
};

function ConditionRow(props: { condition: GateCondition }) {
  const { condition } = props;
  const { required, actual, missedBy } = describeCondition(condition);
  const { tone, label } = RESULTS[condition.status];
  return (
    <tr>
      <th scope="row">
        {condition.metricName}
        {condition.onNewCode && !/new/i.test(condition.metricName) && (
          <span className={styles.note}> on new code</span>
        )}
      </th>
      <td>
        <StatusBadge tone={tone} label={label} variant="plain" />
        {missedBy && <div className={styles.note}>{missedBy}</div>}
      </td>
      <td data-number>{actual ?? 'Not measured'}</td>
      <td data-number>{required}</td>
    </tr>
  );
}

function countInWords(conditions: GateCondition[]): string {
  const count = (wanted: GateCondition['status']) =>
    conditions.filter(({ status }) => status === wanted).length;
  if (count('ERROR') > 0) {
    return `${count('ERROR')} of ${conditions.length} conditions failed`;
  }
  return count('OK') === conditions.length
    ? 'Every condition is met'
    : 'No condition failed';
}

/** Which conditions the quality gate has, which of them fail, and by how much. */
export function GateSection(props: { gate: DetailsResponse['gate'] }) {
  const { conditions, ignoredConditions, newCodePeriod } = props.gate;
  return (
    <Section
      title="Quality gate"
      action={
        conditions.length > 0 && (
          <span className={styles.note}>{countInWords(conditions)}</span>
        )
      }
    >
      {conditions.length === 0 ? (
        <EmptyNote title="The gate has no conditions">
          Whoever looks after SonarQube can choose a quality gate for the
          project.
        </EmptyNote>
      ) : (
        <ScrollTable
          label="Conditions of the quality gate"
          className={styles.table}
        >
          <thead>
            <tr>
              <th scope="col">Condition</th>
              <th scope="col">Result</th>
              <th scope="col" data-number>
                There is
              </th>
              <th scope="col" data-number>
                Asked for
              </th>
            </tr>
          </thead>
          <tbody>
            {conditions.map(condition => (
              <ConditionRow key={condition.metric} condition={condition} />
            ))}
          </tbody>
        </ScrollTable>
      )}
      {ignoredConditions && (
        <Text as="p" color="secondary">
          Coverage and duplication don’t count this time: fewer than 20 lines
          are new.
        </Text>
      )}
      {newCodePeriod && (
        <Text as="p" color="secondary">
          New code is {describeNewCode(newCodePeriod)}
          {newCodePeriod.since &&
            `, from ${newCodePeriod.since.slice(0, 10)} on`}
          .
        </Text>
      )}
    </Section>
  );
}
