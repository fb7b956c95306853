import {
  GraphqlQueryRequest,
  GraphqlQueryResponse,
} from '@internal/plugin-mobworx-common';
import {
  buildClientSchema,
  getIntrospectionQuery,
  IntrospectionQuery,
  printSchema,
} from 'graphql';
import { z } from 'zod';
import type { PollLimits } from '../config';
import type { AwsClients } from '../infrastructure/awsClients';
import { problem } from '../problems';
import type { AppsyncAuth, ServicesConfig } from '../serviceConfig';
import { Lane, ServiceClient } from '../upstream/ServiceClient';
import { readAnswer, unexpectedAnswer, Upstream } from '../upstreamProblems';
import { createCredential } from './credential';

const answerSchema = z
  .object({
    data: z.unknown().optional(),
    errors: z.array(z.unknown()).max(1_000).optional(),
  })
  .refine(({ data, errors }) => data !== undefined || errors !== undefined);

type Answer = z.infer<typeof answerSchema>;

const introspectedSchema = z.object({ __schema: z.object({}).loose() });

/** Speaks GraphQL with the AppSync service of one environment. */
export class AppsyncClient {
  readonly http: ServiceClient;

  constructor(options: {
    upstream: Upstream;
    poll: PollLimits;
    appsync: NonNullable<ServicesConfig['appsync']>;
    /** Signs requests, for the mode `iam`. */
    aws?: AwsClients;
  }) {
    const { appsync, upstream } = options;
    this.http = new ServiceClient({
      ...options,
      upstream: {
        ...upstream,
        credential: credentialKey(appsync.auth, upstream.credential),
      },
      url: appsync.url,
      authorize: createCredential(appsync.auth, options.aws),
    });
  }

  /**
   * Asks the cheapest query there is: no resolver is called.
   *
   * @throws errors of `problem()`; `upstream_unwell` when the answer holds errors
   */
  async health(signal: AbortSignal): Promise<void> {
    const { errors } = await this.#ask(
      { query: 'query PortalHealth { __typename }' },
      'health',
      signal,
    );
    if (errors?.length) {
      throw problem(
        'unavailable',
        'upstream_unwell',
        `${this.http.upstream.title} answers the simplest of queries with errors.`,
        "Look into its log, and whether the portal's credential may query.",
      );
    }
  }

  /**
   * Sends a query that has been checked.
   *
   * @returns what AppSync answers, its errors too
   * @throws errors of `problem()`
   */
  async query(request: GraphqlQueryRequest): Promise<GraphqlQueryResponse> {
    const from = performance.now();
    const { data, errors } = await this.#ask(request, 'person');
    return {
      ...(data !== undefined && { data }),
      ...(errors && { errors }),
      durationMs: Math.round(performance.now() - from),
    };
  }

  /** Whether the API tells its schema; nothing when it can't be said. */
  async introspection(
    signal: AbortSignal,
  ): Promise<'enabled' | 'disabled' | undefined> {
    const { data, errors = [] } = await this.#ask(
      {
        query: 'query PortalIntrospection { __schema { queryType { name } } }',
      },
      'details',
      signal,
    );
    if (introspectedSchema.safeParse(data).success) {
      return 'enabled';
    }
    return errors.some(isAboutIntrospection) ? 'disabled' : undefined;
  }

  /**
   * The schema as the API itself tells it: without directives.
   *
   * @throws errors of `problem()`; `upstream_forbidden` when introspection is off
   */
  async introspect(signal: AbortSignal): Promise<string> {
    const { data, errors } = await this.#ask(
      { query: getIntrospectionQuery() },
      'details',
      signal,
    );
    const { title } = this.http.upstream;
    if (!introspectedSchema.safeParse(data).success) {
      throw errors?.length
        ? problem(
            'unavailable',
            'upstream_forbidden',
            `${title} doesn't tell the portal its schema: introspection is off, or not for its credential.`,
            'Give the environment aws and apiId, so that the portal reads the schema from the control plane.',
          )
        : unexpectedAnswer(this.http.upstream);
    }
    try {
      return printSchema(buildClientSchema(data as IntrospectionQuery));
    } catch {
      throw unexpectedAnswer(this.http.upstream, 'it is no GraphQL schema');
    }
  }

  async #ask(
    body: GraphqlQueryRequest,
    lane: Lane,
    signal?: AbortSignal,
  ): Promise<Answer> {
    const request = { method: 'POST', body, lane, signal };
    const response = await this.http.send(request);
    if (response.status !== 400) {
      return readAnswer(response, answerSchema, this.http.upstream);
    }
    // What AppSync can't parse it refuses so, and says why in the same form.
    const answer = await readAnswer(
      new Response(response.body),
      answerSchema,
      this.http.upstream,
    );
    if (!answer.errors?.length) {
      throw unexpectedAnswer(this.http.upstream, 'the status 400');
    }
    return answer;
  }
}

function isAboutIntrospection(error: unknown): boolean {
  const { message } = (error ?? {}) as { message?: unknown };
  return typeof message === 'string' && /introspection|__schema/i.test(message);
}

/** Where the configuration has the credential. */
function credentialKey(auth: AppsyncAuth, key = 'auth'): string {
  switch (auth.mode) {
    case 'apiKey':
      return `${key}.key`;
    case 'iam':
      return 'aws.accounts';
    default:
      return `${key}.token`;
  }
}
