import { Alert } from '@backstage/ui';
import type { Budget, StatusResponse } from '@internal/plugin-figma-common';
import {
  AsyncPanel,
  formatExactTime,
  RelativeTime,
  Section,
  StatusBadge,
} from '@internal/portal-react';
import type { ReactNode } from 'react';
import { useFigmaStatus } from '../../hooks';
import { counted } from '../../words';
import styles from './DesignFiles.module.css';

const MEGABYTE = 1_000_000;

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function BudgetFact(props: { budget: Budget }) {
  const { tier, perMinute, left, calls, blockedUntil } = props.budget;
  return (
    <Fact name={`Tier ${tier}, ${counted(calls, 'call')} so far`}>
      {blockedUntil ? (
        <StatusBadge
          tone="warning"
          variant="plain"
          label={`Waits until ${formatExactTime(blockedUntil)}`}
        />
      ) : (
        `${left} of ${perMinute} a minute left`
      )}
    </Fact>
  );
}

function Facts(props: { status: StatusResponse }) {
  const { plan, budgets, lastLimit, lastProblem, webhook, stored } =
    props.status;
  return (
    <>
      {lastProblem && (
        <Alert
          role="status"
          status="warning"
          icon
          title={
            <>
              Last failure, <RelativeTime iso={lastProblem.at} />
            </>
          }
          description={`${lastProblem.message} ${lastProblem.remedy}`}
        />
      )}
      <dl className={styles.facts}>
        {plan && <Fact name="Plan">{plan}</Fact>}
        {budgets.map(budget => (
          <BudgetFact key={budget.tier} budget={budget} />
        ))}
        {lastLimit && (
          <Fact name="Last limit that Figma named">
            <RelativeTime iso={lastLimit.at} />
            {lastLimit.limitType === 'low' &&
              ': the token belongs to a viewer’s seat'}
          </Fact>
        )}
        <Fact name="Webhook">
          {!webhook.configured && 'Not configured'}
          {webhook.configured &&
            (webhook.lastDeliveryAt ? (
              <>
                Last told <RelativeTime iso={webhook.lastDeliveryAt} />
              </>
            ) : (
              'Has told nothing yet'
            ))}
          {webhook.refused > 0 && `, ${webhook.refused} turned away`}
        </Fact>
        <Fact name="Stored">
          {counted(stored.files, 'file')}, {counted(stored.images, 'picture')},{' '}
          {(stored.imageBytes / MEGABYTE).toLocaleString('en', {
            maximumFractionDigits: 1,
          })}{' '}
          MB
        </Fact>
      </dl>
    </>
  );
}

/** How the portal gets on with Figma; only there for whoever may see it. */
export function FigmaState() {
  const query = useFigmaStatus();
  if (!query.data?.configured && !query.error) {
    return null;
  }
  return (
    <Section title="How the portal gets on with Figma">
      <AsyncPanel query={query} label="the state of Figma">
        {status => status && <Facts status={status} />}
      </AsyncPanel>
    </Section>
  );
}
