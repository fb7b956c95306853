import {
  DescribeEventBusCommand,
  EventBridgeClient,
} from '@aws-sdk/client-eventbridge';
import { serviceTitles } from '@internal/plugin-mobworx-common';
import type { CreateProbes } from '../probes/createProbes';
import { findHealth } from '../probes/findHealth';
import { concernOf } from './concern';
import { createDetailProbes } from './detailProbes';

/** What is looked at of the infrastructure that the services share. */
export const createInfrastructureProbes: CreateProbes = (
  environment,
  { aws },
  { snapshots },
) => {
  const { infrastructure } = environment.services;
  if (!infrastructure || !aws) {
    return { health: [], details: [] };
  }
  const of = {
    environment: environment.id,
    service: 'infrastructure',
  } as const;
  const upstream = {
    ...aws.upstream,
    title: `${serviceTitles.infrastructure} in ${environment.title}`,
  };
  return {
    health: [
      {
        ...of,
        // The bus is what all services lean on, and this call is cheap.
        async look(signal) {
          const finding = await findHealth(upstream, async () => {
            await aws.use(EventBridgeClient, 'health', client =>
              client.send(
                new DescribeEventBusCommand({ Name: infrastructure.eventBus }),
                { abortSignal: signal },
              ),
            );
            return {};
          });
          const concern =
            finding.status === 'up' &&
            concernOf(await snapshots.readAll(of.environment, of.service));
          return concern
            ? { ...finding, status: 'degraded', problem: concern }
            : finding;
        },
      },
    ],
    details: createDetailProbes(environment, infrastructure, aws),
  };
};
