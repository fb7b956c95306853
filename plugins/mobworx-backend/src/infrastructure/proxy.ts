import {
  DBProxyTarget,
  DescribeDBProxiesCommand,
  DescribeDBProxyTargetsCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import type { Proxy } from '@internal/plugin-mobworx-common';
import { isCodedError } from '@internal/upstream-node';
import { allPages, present } from './allPages';
import type { AwsClients } from './awsClients';

const MOST_TARGETS = 50;

/**
 * Reads the RDS Proxy and how its targets are. That there is none is a finding, not a failure.
 *
 * @throws errors of `problem()`
 */
export async function readProxy(
  aws: AwsClients,
  name: string,
  signal: AbortSignal,
): Promise<Proxy> {
  const ask = <T>(work: (client: RDSClient) => Promise<T>) =>
    aws.use(RDSClient, 'details', work);
  const sent = { abortSignal: signal };
  try {
    const { DBProxies } = await ask(client =>
      client.send(new DescribeDBProxiesCommand({ DBProxyName: name }), sent),
    );
    const [proxy] = present(DBProxies, aws.upstream);
    if (!proxy) {
      return { exists: false, name, targets: [] };
    }
    const targets = await allPages(aws, MOST_TARGETS, async Marker => {
      const page = await ask(client =>
        client.send(
          new DescribeDBProxyTargetsCommand({ DBProxyName: name, Marker }),
          sent,
        ),
      );
      return { items: page.Targets, next: page.Marker };
    });
    return {
      exists: true,
      name,
      ...(proxy.Status && { state: proxy.Status }),
      targets: targets.map(toTarget),
    };
  } catch (error) {
    if (isCodedError(error) && error.code === 'upstream_not_found') {
      return { exists: false, name, targets: [] };
    }
    throw error;
  }
}

/** A target in the contract's words. */
function toTarget(target: DBProxyTarget): Proxy['targets'][number] {
  const { State, Reason, Description } = target.TargetHealth ?? {};
  const reason = Description ?? Reason;
  return {
    id: target.RdsResourceId ?? target.TrackedClusterId ?? '',
    // A proxy that has just been made says nothing yet.
    state: State ?? 'REGISTERING',
    ...(reason && { reason: reason.slice(0, 300) }),
  };
}
