import {
  AppsyncSchema,
  appsyncSchemaSchema,
} from '@internal/plugin-mobworx-common';
import {
  CodedError,
  isCodedError,
  UpstreamError,
} from '@internal/upstream-node';
import {
  GraphQLSchema,
  isIntrospectionType,
  isSpecifiedScalarType,
} from 'graphql';
import type { SchemaSource } from '../serviceConfig';
import { problemOfFailure, unexpectedAnswer } from '../upstreamProblems';
import type { AppsyncClient } from './AppsyncClient';
import type { ControlPlane } from './ControlPlane';
import { buildAppsyncSchema, isScalarOfAppsync, ownSdl } from './sdl';

// The contract's own limit.
const MAX_SDL = 1_000_000;

/**
 * Reads the schema of a running API from the first source that has it.
 *
 * @param sources - in the order in which they are tried
 * @throws errors of `problem()`: what the last source said
 */
export async function readSchema(
  sources: SchemaSource[],
  client: AppsyncClient,
  controlPlane: ControlPlane | undefined,
  signal: AbortSignal,
): Promise<AppsyncSchema> {
  const texts: Record<SchemaSource, (() => Promise<string>) | undefined> = {
    'control-plane': controlPlane && (() => controlPlane.sdl(signal)),
    introspection: () => client.introspect(signal),
  };
  let problem: CodedError | undefined;
  for (const source of sources) {
    try {
      const text = await texts[source]?.();
      if (text !== undefined) {
        return describe(text, source, client);
      }
    } catch (error) {
      problem = isCodedError(error)
        ? error
        : problemOfFailure(error, client.http.upstream);
    }
  }
  throw (
    problem ??
    unexpectedAnswer(
      client.http.upstream,
      'none of the configured sources has its schema',
    )
  );
}

function describe(
  text: string,
  source: SchemaSource,
  { http }: AppsyncClient,
): AppsyncSchema {
  let sdl: string;
  let schema: GraphQLSchema;
  try {
    sdl = ownSdl(text);
    schema = buildAppsyncSchema(sdl);
  } catch {
    throw unexpectedAnswer(http.upstream, 'its schema is no GraphQL schema');
  }
  if (sdl.length > MAX_SDL) {
    const reason = `the schema is longer than ${MAX_SDL} characters`;
    throw problemOfFailure(
      new UpstreamError(http.upstream.title, 'too-large', reason, true),
      http.upstream,
    );
  }
  const fields = (type = schema.getQueryType()) =>
    Object.keys(type?.getFields() ?? {}).length;
  const types = Object.values(schema.getTypeMap()).filter(
    type =>
      !isIntrospectionType(type) &&
      !isSpecifiedScalarType(type) &&
      !isScalarOfAppsync(type.name),
  );
  return appsyncSchemaSchema.parse({
    sdl,
    source,
    types: types.length,
    operations: {
      queries: fields(),
      mutations: fields(schema.getMutationType() ?? null),
      subscriptions: fields(schema.getSubscriptionType() ?? null),
    },
  });
}
