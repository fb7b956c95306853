import {
  DescribeEventBusCommand,
  EventBridgeClient,
} from '@aws-sdk/client-eventbridge';
import { serviceTitles } from '@internal/plugin-mobworx-common';
import type { CreateProbes } from '../probes/createProbes';
import { findHealth } from '../probes/findHealth';

/** What is looked at of the infrastructure that the services share. */
export const createInfrastructureProbes: CreateProbes = (
  environment,
  { aws },
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
        look: signal =>
          findHealth(upstream, async () => {
            await aws.use(EventBridgeClient, 'health', client =>
              client.send(
                new DescribeEventBusCommand({ Name: infrastructure.eventBus }),
                { abortSignal: signal },
              ),
            );
            return {};
          }),
      },
    ],
    details: [],
  };
};
