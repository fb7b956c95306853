import {
  AppsyncResponse,
  appsyncResponseSchema,
  GraphqlQueryRequest,
  GraphqlQueryResponse,
  graphqlQueryResponseSchema,
  SchemaDriftResponse,
  schemaDriftResponseSchema,
} from '@internal/plugin-mobworx-common';
import type { BackendCalls } from '@internal/portal-react';
import { environmentPath } from '../environmentPath';

/** The GraphQL API of an environment. */
export interface AppsyncEndpoints {
  getAppsync(environment: string): Promise<AppsyncResponse>;
  /** What changes for clients when the schema of `from` comes to `to`. */
  getSchemaDrift(from: string, to: string): Promise<SchemaDriftResponse>;
  /** Sends a query to the running API; its own errors are a part of the answer. */
  sendQuery(
    environment: string,
    request: GraphqlQueryRequest,
  ): Promise<GraphqlQueryResponse>;
}

export function appsyncEndpoints(calls: BackendCalls): AppsyncEndpoints {
  return {
    getAppsync: environment =>
      calls.get(
        appsyncResponseSchema,
        `${environmentPath(environment)}/appsync`,
      ),
    getSchemaDrift: (from, to) =>
      calls.get(schemaDriftResponseSchema, '/appsync/schema-drift', {
        from,
        to,
      }),
    sendQuery: (environment, request) =>
      calls.post(
        graphqlQueryResponseSchema,
        `${environmentPath(environment)}/appsync/query`,
        request,
      ),
  };
}
