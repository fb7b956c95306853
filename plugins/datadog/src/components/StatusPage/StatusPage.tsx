import { Container, Skeleton, Text } from '@backstage/ui';
import type { KeyCheck, StatusResponse } from '@internal/plugin-datadog-common';
import {
  RelativeTime,
  Section,
  StatusBadge,
  StatusTone,
} from '@internal/portal-react';
import type { ReactNode } from 'react';
import { problemTitle, remedyOf } from '../../api';
import { useStatus } from '../../hooks';
import { DatadogPanel } from '../DatadogPanel';
import { EndpointTable } from './EndpointTable';
import styles from './StatusPage.module.css';

const KEY_LOOKS: Record<
  KeyCheck['result'],
  { tone: StatusTone; label: string }
> = {
  accepted: { tone: 'success', label: 'Accepted' },
  rejected: { tone: 'failure', label: 'Rejected' },
  unknown: { tone: 'neutral', label: 'Not known' },
};

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt className={styles.name}>{props.name}</dt>
      <dd className={styles.value}>{props.children}</dd>
    </div>
  );
}

function KeyFact(props: { name: string; check: KeyCheck }) {
  const { name, check } = props;
  const { result, problem } = check;
  return (
    <Fact name={name}>
      <StatusBadge {...KEY_LOOKS[result]} />
      {problem && (
        <span>
          {problemTitle(problem.code) ?? 'It can’t be checked'}:{' '}
          {problem.message} {remedyOf(problem)}
        </span>
      )}
    </Fact>
  );
}

function Keys(props: { status: StatusResponse }) {
  const { site, apiUrl, apiKey, applicationKey, checkedAt } = props.status;
  return (
    <Section
      title="Site and keys"
      action={
        <span className={styles.note}>
          Checked <RelativeTime iso={checkedAt} />
        </span>
      }
    >
      <dl className={styles.facts}>
        <Fact name="Site">{site}</Fact>
        <Fact name="Address of the API">
          <code>{apiUrl}</code>
        </Fact>
        <KeyFact name="API key" check={apiKey} />
        <KeyFact name="Application key" check={applicationKey} />
      </dl>
    </Section>
  );
}

function Embedding(props: { status: StatusResponse }) {
  const { embedHosts, embedHostsBlocked } = props.status;
  const isBlocked = (host: string) => embedHostsBlocked.includes(host);
  return (
    <Section title="Hosts that may be embedded">
      <ul className={styles.hosts}>
        {embedHosts.map(host => (
          <li key={host} className={styles.host}>
            <StatusBadge
              tone={isBlocked(host) ? 'warning' : 'success'}
              label={isBlocked(host) ? 'Kept out' : 'Let through'}
              variant="plain"
            />
            <code>{host}</code>
          </li>
        ))}
      </ul>
      {embedHostsBlocked.length > 0 && (
        <>
          <p className={styles.text}>
            The portal’s content security policy keeps some of them out, so
            their frames stay empty. Set this in the portal’s configuration:
          </p>
          {/* A region that scrolls has to be reachable by keyboard. */}
          <pre
            className={styles.config}
            // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={0}
            aria-label="What to configure"
            role="region"
          >
            {[
              'backend:',
              '  csp:',
              '    frame-src:',
              `      - "'self'"`,
              ...embedHosts.map(host => `      - https://${host}`),
            ].join('\n')}
          </pre>
        </>
      )}
    </Section>
  );
}

/** How the portal gets on with Datadog, for those who run it: keys, site, scopes and rate limits. */
export function StatusPage() {
  const query = useStatus();
  return (
    <main>
      <Container>
        <div className={styles.page}>
          <h2 className={styles.heading}>
            How the portal gets on with Datadog
          </h2>
          <DatadogPanel
            query={query}
            label="status"
            skeleton={<Skeleton width="100%" height={320} />}
          >
            {status => (
              <>
                <Text as="p" color="secondary">
                  As the server sees it that has answered; others have limits of
                  their own.
                </Text>
                <Keys status={status} />
                <EndpointTable endpoints={status.endpoints} />
                <Embedding status={status} />
              </>
            )}
          </DatadogPanel>
        </div>
      </Container>
    </main>
  );
}
