import {
  Audit,
  AuditSummary,
  FormFactor,
  formFactorSchema,
} from '@internal/plugin-lighthouse-common';
import { Link } from '@backstage/ui';
import {
  AsyncPanel,
  ChoiceToggle,
  EmptyNote,
  RelativeTime,
  useViewParam,
} from '@internal/portal-react';
import { useAuditPaths, useWebsite } from '../../hooks';
import {
  AuditStatus,
  formFactorOptions,
  formFactorWords,
} from '../AuditStatus';
import { scoreText } from '../Score';
import styles from './AuditPage.module.css';

/** The scores in short, such as `Performance 85 %`. */
function ScoresLine(props: { audit: AuditSummary }) {
  const [first] = props.audit.categories;
  return first ? (
    <span className={styles.historyScore}>
      {first.title} {scoreText(first.score)}
    </span>
  ) : null;
}

function Entry(props: { audit: AuditSummary; isShown: boolean }) {
  const { audit, isShown } = props;
  const { audit: auditPath } = useAuditPaths();
  return (
    <li>
      <Link
        href={auditPath(audit.id)}
        className={styles.historyEntry}
        aria-current={isShown ? 'page' : undefined}
      >
        <AuditStatus status={audit.status} variant="plain" />
        <RelativeTime iso={audit.timeCreated} />
        <ScoresLine audit={audit} />
      </Link>
    </li>
  );
}

/** The other audits of a page, newest first; mobile and desktop are never mixed. */
export function AuditHistory(props: { audit: Audit }) {
  const { audit } = props;
  const [chosen, choose] = useViewParam<FormFactor>(
    'history',
    formFactorSchema.options,
  );
  const formFactor = chosen ?? audit.formFactor;
  const website = useWebsite(audit.url, formFactor);
  return (
    <nav className={styles.history} aria-label="Audit history">
      <h3 className={styles.historyHeading}>History</h3>
      <ChoiceToggle
        label="Device of the history"
        options={formFactorOptions}
        value={formFactor}
        onChange={next =>
          choose(next === audit.formFactor ? undefined : next, {
            replace: true,
          })
        }
      />
      <AsyncPanel
        query={website}
        label="history"
        isEmpty={({ audits }) => audits.length === 0}
        empty={
          <EmptyNote
            title={`Never audited as ${formFactorWords[formFactor].label.toLowerCase()}`}
          />
        }
      >
        {({ audits, total }) => (
          <>
            <ol className={styles.historyList}>
              {audits.map(one => (
                <Entry key={one.id} audit={one} isShown={one.id === audit.id} />
              ))}
            </ol>
            {total > audits.length && (
              <span className={styles.historyScore}>
                The newest {audits.length} of {total}
              </span>
            )}
          </>
        )}
      </AsyncPanel>
    </nav>
  );
}
