import { useApi } from '@backstage/frontend-plugin-api';
import type { Run } from '@internal/plugin-github-workflows-common';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { githubWorkflowsApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** The deployments of a run that wait for an approval, and the reviews given; renewed when the run moves. */
export function useDeployments(entityRef: string, run: Run) {
  const api = useApi(githubWorkflowsApiRef);
  const queryClient = useQueryClient();
  const queryKey = queryKeys.deployments(entityRef, run.id);
  const query = useQuery({
    queryKey,
    queryFn: async () => {
      const repository = await queryClient.query({
        queryKey: queryKeys.repository(entityRef),
        queryFn: () => api.getRepository(entityRef),
        staleTime: 'static',
      });
      return api.getDeployments({ entityRef, runId: run.id, repository });
    },
  });

  // Without signals it is the page's own looks at the run that tell of a change.
  const state = `${run.attempt} ${run.status}`;
  const seen = useRef(state);
  useEffect(() => {
    if (seen.current !== state) {
      seen.current = state;
      queryClient.invalidateQueries({
        queryKey: queryKeys.deployments(entityRef, run.id),
      });
    }
  }, [state, entityRef, run.id, queryClient]);
  return query;
}
