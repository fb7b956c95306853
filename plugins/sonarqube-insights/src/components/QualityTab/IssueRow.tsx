import type {
  Impact,
  Issue,
  Mode,
} from '@internal/plugin-sonarqube-insights-common';
import { RelativeTime, StatusBadge, StatusTone } from '@internal/portal-react';
import { OutLink } from '../OutLink';
import styles from './QualityTab.module.css';

const TYPES: Record<Issue['type'], string> = {
  BUG: 'bug',
  VULNERABILITY: 'vulnerability',
  CODE_SMELL: 'code smell',
  SECURITY_HOTSPOT: 'security hotspot',
};

const TONES: Record<
  NonNullable<Issue['severity']> | Impact['severity'],
  StatusTone
> = {
  BLOCKER: 'failure',
  CRITICAL: 'failure',
  HIGH: 'failure',
  MAJOR: 'warning',
  MEDIUM: 'warning',
  MINOR: 'neutral',
  LOW: 'neutral',
  INFO: 'neutral',
};

const inWords = (word: string) =>
  word[0] + word.slice(1).toLocaleLowerCase('en-US');

/** How bad an issue is, in the words of the instance's mode. */
function severitiesOf({ impacts, severity, type }: Issue, mode: Mode) {
  if (mode === 'MQR' && impacts.length > 0) {
    return impacts.map(impact => ({
      tone: TONES[impact.severity],
      label: `${inWords(impact.severity)}: ${impact.softwareQuality.toLocaleLowerCase('en-US')}`,
    }));
  }
  return [
    severity
      ? { tone: TONES[severity], label: `${inWords(severity)} ${TYPES[type]}` }
      : { tone: 'neutral' as const, label: inWords(TYPES[type]) },
  ];
}

/** One issue: how bad, what, where, since when, and its page in SonarQube. */
export function IssueRow(props: { issue: Issue; mode: Mode }) {
  const { issue, mode } = props;
  const { message, file, line, rule, ruleName, effort, createdAt, url } = issue;
  return (
    <li className={styles.issue}>
      <span className={styles.severities}>
        {severitiesOf(issue, mode).map(({ tone, label }) => (
          <StatusBadge key={label} tone={tone} label={label} variant="plain" />
        ))}
      </span>
      <div className={styles.finding}>
        <OutLink href={url}>{message}</OutLink>
        <code className={styles.place}>
          {file ? `${file}${line ? `:${line}` : ''}` : 'The whole project'}
        </code>
        <span className={styles.note} title={rule}>
          {ruleName ?? rule}
          {effort && `, takes about ${effort}`}
          {createdAt && (
            <>
              , found <RelativeTime iso={createdAt} />
            </>
          )}
        </span>
      </div>
    </li>
  );
}
