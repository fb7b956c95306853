import { Alert, Select, Text } from '@backstage/ui';
import type { Audit, Comparison } from '@internal/plugin-lighthouse-common';
import {
  AsyncPanel,
  AsyncPanelQuery,
  formatExactTime,
  RelativeTime,
  Section,
  useViewParam,
} from '@internal/portal-react';
import { useWebsite } from '../../hooks';
import styles from './AuditPage.module.css';
import { ChangedChecks } from './ChangedChecks';

/** Which earlier audit is compared with; the URL keeps it. */
function BeforePicker(props: { audit: Audit; shownId: string | undefined }) {
  const { audit, shownId } = props;
  const { data } = useWebsite(audit.url, audit.formFactor);
  const [, choose] = useViewParam('with');
  const earlier = (data?.audits ?? []).filter(
    ({ id, status, timeCreated }) =>
      id !== audit.id &&
      status === 'COMPLETED' &&
      timeCreated < audit.timeCreated,
  );
  return earlier.length < 2 ? null : (
    <Select
      className={styles.picker}
      aria-label="Compare with"
      size="small"
      options={earlier.map(({ id, timeCreated }) => ({
        id,
        label: formatExactTime(timeCreated),
      }))}
      value={earlier.some(({ id }) => id === shownId) ? shownId : null}
      onChange={id => choose(id === null ? undefined : String(id))}
    />
  );
}

function summaryOf({ checks, unchanged }: Comparison): string {
  const count = (direction: string) =>
    checks.filter(check => check.direction === direction).length;
  return `${count('worse')} got worse, ${count('better')} got better, ${unchanged} gave the same.`;
}

function Checks(props: { comparison: Comparison }) {
  const { checks } = props.comparison;
  const worse = checks.filter(({ direction }) => direction === 'worse');
  const better = checks.filter(({ direction }) => direction === 'better');
  const others = checks.filter(
    check => !worse.includes(check) && !better.includes(check),
  );
  return (
    <>
      <ChangedChecks title="Got worse" checks={worse} />
      <ChangedChecks title="Got better" checks={better} />
      <ChangedChecks title="Can’t be compared" checks={others} />
    </>
  );
}

/** What of Lighthouse’s own checks got better or worse since an earlier audit. */
export function ComparisonSection(props: {
  audit: Audit;
  query: AsyncPanelQuery<Comparison>;
}) {
  const { audit, query } = props;
  return (
    <Section
      title="Compared with an earlier audit"
      action={<BeforePicker audit={audit} shownId={query.data?.before.id} />}
    >
      <AsyncPanel query={query} label="comparison">
        {comparison => (
          <>
            <Text as="p">
              Since the audit of{' '}
              <RelativeTime iso={comparison.before.timeCreated} />, of
              Lighthouse’s checks {summaryOf(comparison)}
            </Text>
            {comparison.cautions.length > 0 && (
              <Alert
                status="warning"
                icon
                title="The two compare badly"
                description={comparison.cautions.join(' ')}
              />
            )}
            <Checks comparison={comparison} />
          </>
        )}
      </AsyncPanel>
    </Section>
  );
}
