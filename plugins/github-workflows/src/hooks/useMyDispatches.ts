import { useApi } from '@backstage/frontend-plugin-api';
import type { Dispatch } from '@internal/plugin-github-workflows-common';
import { useQuery } from '@tanstack/react-query';
import { githubWorkflowsApiRef } from '../api';
import { refetchWhile } from './polling';
import { queryKeys } from './queryKeys';

function isUnderWay(dispatch: Dispatch): boolean {
  return (
    dispatch.state === 'sending' ||
    (dispatch.state === 'started' &&
      dispatch.runId !== undefined &&
      dispatch.runStatus !== 'completed')
  );
}

/** What the viewer has run through the portal, over all entities, newest first. */
export function useMyDispatches(limit: number, cursor?: string) {
  const api = useApi(githubWorkflowsApiRef);
  return useQuery({
    queryKey: queryKeys.myDispatches({ limit, cursor }),
    queryFn: () => api.listMyDispatches({ limit, cursor }),
    refetchInterval: ({ state }) =>
      refetchWhile(state.data?.items.some(isUnderWay) ?? false),
  });
}
