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

/** What the viewer has lately run through the portal, over all entities. */
export function useMyDispatches(limit: number) {
  const api = useApi(githubWorkflowsApiRef);
  return useQuery({
    queryKey: queryKeys.myDispatches(limit),
    queryFn: () => api.listMyDispatches(limit),
    refetchInterval: ({ state }) =>
      refetchWhile(state.data?.items.some(isUnderWay) ?? false),
  });
}
