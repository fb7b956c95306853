import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  Card,
  CardBody,
  CardHeader,
  Link,
  Skeleton,
  Text,
} from '@backstage/ui';
import type { BugsnagError, Summary } from '@internal/plugin-bugsnag-common';
import { OutLink, PartBoundary, RelativeTime } from '@internal/portal-react';
import { useEntityRef, useSummary } from '../../hooks';
import { entityContentRouteRef } from '../../routes';
import { countedIn, countOf, formatCount } from '../../words/stabilityWords';
import { BugsnagPanel } from '../BugsnagPanel';
import { SeverityBadge } from '../ErrorBadges';
import { StabilityBadge } from '../StabilityBadge';
import styles from './BugsnagCard.module.css';

function WorstError(props: { error: BugsnagError }) {
  const { errorClass, message, severity, events, users, lastSeen, url } =
    props.error;
  return (
    <li className={styles.error}>
      <span className={styles.message}>
        <OutLink href={url} site="Bugsnag">
          {errorClass}
        </OutLink>{' '}
        {message}
      </span>
      <span className={styles.facts}>
        <SeverityBadge severity={severity} />
        <span>
          {countOf(users, 'user')}, {countOf(events, 'event')}
          {lastSeen && (
            <>
              , last seen <RelativeTime iso={lastSeen} />
            </>
          )}
        </span>
      </span>
    </li>
  );
}

/** The sessions of the last day, or why they aren't known. */
function Stability(props: { summary: Summary }) {
  const { stability, stabilityProblem, target } = props.summary;
  if (stability) {
    return (
      <>
        <StabilityBadge stability={stability} target={target} />
        <span className={styles.note}>
          of {formatCount(stability[countedIn(target)])} {countedIn(target)} on{' '}
          {new Date(stability.from).toLocaleDateString('en', {
            day: 'numeric',
            month: 'long',
            timeZone: 'UTC',
          })}
        </span>
      </>
    );
  }
  return (
    <span className={styles.note}>
      {stabilityProblem
        ? `${stabilityProblem.message} ${stabilityProblem.remedy}`
        : 'This project sends no sessions to Bugsnag.'}
    </span>
  );
}

function Content(props: { summary: Summary }) {
  const { summary } = props;
  const { openErrors, worst } = summary;
  const tab = useRouteRef(entityContentRouteRef)?.();
  return (
    <div className={styles.content}>
      <dl className={styles.tiles}>
        <div className={styles.tile}>
          <dt>Open errors, last 30 days</dt>
          <dd className={styles.number}>
            {openErrors === undefined ? 'Not counted' : formatCount(openErrors)}
          </dd>
        </div>
        <div className={styles.tile}>
          <dt>Without a crash</dt>
          <dd>
            <Stability summary={summary} />
          </dd>
        </div>
      </dl>
      {worst.length > 0 ? (
        <ol className={styles.worst} aria-label="Errors that most users met">
          {worst.map(error => (
            <WorstError key={error.id} error={error} />
          ))}
        </ol>
      ) : (
        <p className={styles.note}>
          No open error occurred in the last 30 days.
        </p>
      )}
      {tab && <Link href={tab}>All errors and releases</Link>}
    </div>
  );
}

/** A card for the overview of an entity: how many errors are open, how stable it is, and the worst. */
export function BugsnagCard() {
  const query = useSummary(useEntityRef());
  const project = query.data?.project;
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.head}>
          <Text as="h2" variant="title-x-small" weight="bold">
            Errors
          </Text>
          {project && (
            <OutLink href={project.url} site="Bugsnag">
              {project.name}
            </OutLink>
          )}
        </div>
      </CardHeader>
      <CardBody className={styles.body}>
        <PartBoundary name="Errors">
          <BugsnagPanel
            query={query}
            label="errors"
            skeleton={<Skeleton width="100%" height={160} />}
          >
            {summary => <Content summary={summary} />}
          </BugsnagPanel>
        </PartBoundary>
      </CardBody>
    </Card>
  );
}
