import {
  auroraSchema,
  eventBusSchema,
  flywaySchema,
  proxySchema,
  stackSchema,
} from '@internal/plugin-mobworx-common';
import { z } from 'zod';
import type { EnvironmentConfig } from '../config';
import type { Probe } from '../probes/Probe';
import type { ServicesConfig } from '../serviceConfig';
import { unexpectedAnswer } from '../upstreamProblems';
import { readAurora } from './aurora';
import type { AwsClients } from './awsClients';
import { readEventBus } from './eventBus';
import { readProxy } from './proxy';
import { readFlyway } from './readFlyway';
import { readStacks } from './stacks';

/** What is looked at of an infrastructure beside its health: a subject for each. */
export function createDetailProbes(
  { id }: EnvironmentConfig,
  config: NonNullable<ServicesConfig['infrastructure']>,
  aws: AwsClients,
): Probe[] {
  const probe = <T>(
    subject: string,
    schema: z.ZodType<T>,
    read: (signal: AbortSignal) => Promise<unknown>,
  ): Probe => ({
    environment: id,
    service: 'infrastructure',
    subject,
    rhythm: 'infrastructure',
    async look(signal) {
      const seen = schema.safeParse(await read(signal));
      if (!seen.success) {
        const [{ path }] = seen.error.issues;
        throw unexpectedAnswer(aws.upstream, `${subject}.${path.join('.')}`);
      }
      return seen.data;
    },
  });
  const { dbCluster, dbProxy, eventBus, flyway, stacks } = config;
  return [
    probe('bus', eventBusSchema, signal => readEventBus(aws, eventBus, signal)),
    probe('aurora', auroraSchema, signal => readAurora(aws, dbCluster, signal)),
    ...(dbProxy
      ? [probe('proxy', proxySchema, signal => readProxy(aws, dbProxy, signal))]
      : []),
    ...(flyway
      ? [
          probe('flyway', flywaySchema, signal =>
            readFlyway(aws, { ...flyway, dbCluster }, signal),
          ),
        ]
      : []),
    probe('stacks', z.array(stackSchema).max(300), signal =>
      readStacks(
        aws,
        stacks.map(name => `${name}-${id}`),
        signal,
      ),
    ),
  ];
}
