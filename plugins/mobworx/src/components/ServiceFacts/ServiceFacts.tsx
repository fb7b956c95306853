import type {
  ServiceState,
  ServiceStatus,
} from '@internal/plugin-mobworx-common';
import { RelativeTime } from '@internal/portal-react';
import { formatUptime, UptimeBars } from '../ServiceStatus';
import { DeploymentFacts } from './DeploymentFacts';
import { DeploymentProblemNote } from './DeploymentProblemNote';
import { Fact } from './Fact';
import styles from './ServiceFacts.module.css';

// What a service told about itself before it came into one of these may be over by now.
const OUTDATED: ServiceStatus[] = ['down', 'stale', 'auth-failed'];

function LatencyFact(props: { latencyMs: ServiceState['latencyMs'] }) {
  const { latencyMs } = props;
  return (
    <Fact name="Latency">
      {latencyMs ? (
        <>
          {latencyMs.last} ms
          <span className={styles.aside}>
            {' '}
            p50 {latencyMs.p50} · p95 {latencyMs.p95}
          </span>
        </>
      ) : (
        'not measured yet'
      )}
    </Fact>
  );
}

function UptimeFact(props: { state: ServiceState }) {
  const { uptime24h, history24h } = props.state;
  return (
    <Fact name="Uptime 24 h">
      {uptime24h === undefined ? 'not known yet' : formatUptime(uptime24h)}
      {history24h.length > 0 && <UptimeBars history={history24h} />}
    </Fact>
  );
}

/** Latency, uptime and version of a service; greyed with their age where they may be over. */
export function ServiceFacts(props: { state: ServiceState }) {
  const { state } = props;
  const { status, deployment, deploymentProblem, checkedAt, lastGoodAt } =
    state;
  const isOutdated = OUTDATED.includes(status);
  return (
    <>
      <dl className={styles.facts} data-outdated={isOutdated || undefined}>
        <LatencyFact latencyMs={state.latencyMs} />
        <UptimeFact state={state} />
        {deployment && <DeploymentFacts deployment={deployment} />}
        {isOutdated && (
          <Fact name="Last seen well">
            {lastGoodAt ? <RelativeTime iso={lastGoodAt} /> : 'never'}
          </Fact>
        )}
        <Fact name="Checked">
          {checkedAt ? <RelativeTime iso={checkedAt} /> : 'not yet'}
        </Fact>
      </dl>
      {deploymentProblem && (
        <DeploymentProblemNote problem={deploymentProblem} />
      )}
    </>
  );
}
