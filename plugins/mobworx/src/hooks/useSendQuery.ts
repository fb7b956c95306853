import { useApi } from '@backstage/frontend-plugin-api';
import type { GraphqlQueryRequest } from '@internal/plugin-mobworx-common';
import { useMutation } from '@tanstack/react-query';
import { mobworxApiRef } from '../api';

/** Sends a GraphQL query to the API of an environment. */
export function useSendQuery(environment: string) {
  const api = useApi(mobworxApiRef);
  return useMutation({
    mutationFn: (request: GraphqlQueryRequest) =>
      api.sendQuery(environment, request),
  });
}
