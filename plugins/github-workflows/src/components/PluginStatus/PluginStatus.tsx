import { Container, Text } from '@backstage/ui';
import type {
  RateBudgetStatus,
  StatusResponse,
} from '@internal/plugin-github-workflows-common';
import { AsyncPanel, RelativeTime, StatusBadge } from '@internal/portal-react';
import { ReactNode, useId } from 'react';
import { useStatus } from '../../hooks';
import styles from './PluginStatus.module.css';

const TONES = {
  paused: { tone: 'failure', label: 'Paused' },
  low: { tone: 'warning', label: 'Nearly used up' },
  fine: { tone: 'success', label: 'Enough left' },
} as const;

// Below it the portal leaves off what nobody waits for.
const LOW = 0.25;

function stateOf({ pausedUntil, remaining, limit }: RateBudgetStatus) {
  if (pausedUntil) {
    return TONES.paused;
  }
  return remaining !== undefined && remaining < LOW * (limit ?? 0)
    ? TONES.low
    : TONES.fine;
}

function Part(props: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className={styles.partHeading}>
        {props.title}
      </h3>
      {props.children}
    </section>
  );
}

/** Times to come are told by the clock: an age would be negative. */
function At(props: { iso: string }) {
  return (
    <time dateTime={props.iso}>{new Date(props.iso).toLocaleTimeString()}</time>
  );
}

function BudgetRow(props: { budget: RateBudgetStatus }) {
  const { budget } = props;
  return (
    <li className={styles.row}>
      <StatusBadge {...stateOf(budget)} />
      <span>
        <strong>
          {budget.host}, {budget.credential}, {budget.resource}
        </strong>
        : {budget.remaining ?? 'an unknown number'} of {budget.limit ?? '?'}{' '}
        calls left
        {budget.resetAt && (
          <>
            , anew at <At iso={budget.resetAt} />
          </>
        )}
        {budget.pausedUntil && (
          <>
            ; nothing is read until <At iso={budget.pausedUntil} />
          </>
        )}
        . Last used <RelativeTime iso={budget.seenAt} />.
      </span>
    </li>
  );
}

function Webhooks(props: { webhooks: StatusResponse['webhooks'] }) {
  const { lastAt, taken, ignored, unreadable } = props.webhooks;
  return lastAt ? (
    <p className={styles.text}>
      The last one came <RelativeTime iso={lastAt} />. Of those of the last 24
      hours {taken} told something, {ignored} were of repositories that the
      catalog doesn’t have, and {unreadable} could not be read.
    </p>
  ) : (
    <p className={styles.text}>
      None has come in the last 24 hours, so the portal asks GitHub itself. How
      to switch them on is in the documentation of the portal, “Connect GitHub”.
    </p>
  );
}

/** How the plugin itself gets on with GitHub, for those who run the portal. */
export function PluginStatus() {
  const status = useStatus();
  return (
    <main>
      <Container>
        <section className={styles.page} aria-labelledby="status-heading">
          <h2 id="status-heading" className={styles.heading}>
            How the portal gets on with GitHub
          </h2>
          <AsyncPanel query={status} label="status">
            {({ budgets, webhooks, watched, leases }) => (
              <div className={styles.page}>
                <Text as="p" color="secondary">
                  As the server sees it that has answered; others may have used
                  other credentials.
                </Text>
                <Part title="Calls that GitHub still takes">
                  {budgets.length === 0 ? (
                    <p className={styles.text}>
                      GitHub has not been asked yet.
                    </p>
                  ) : (
                    <ul className={styles.list}>
                      {budgets.map(budget => (
                        <BudgetRow
                          key={`${budget.host} ${budget.credential} ${budget.resource}`}
                          budget={budget}
                        />
                      ))}
                    </ul>
                  )}
                </Part>
                <Part title="Webhooks">
                  <Webhooks webhooks={webhooks} />
                </Part>
                <Part title="Runs that are being watched">
                  <p className={styles.text}>
                    {watched.length} by this server; {leases.length} are asked
                    about by one server or another.
                  </p>
                  <ul className={styles.plain}>
                    {watched.map(({ repository, runId, askedAt }) => (
                      <li key={`${repository} ${runId}`}>
                        {repository}, run {runId}
                        {askedAt && (
                          <>
                            , asked about <RelativeTime iso={askedAt} />
                          </>
                        )}
                      </li>
                    ))}
                  </ul>
                </Part>
              </div>
            )}
          </AsyncPanel>
        </section>
      </Container>
    </main>
  );
}
