import { useApi } from '@backstage/frontend-plugin-api';
import {
  isFinished,
  RunsQuery,
} from '@internal/plugin-github-workflows-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { githubWorkflowsApiRef } from '../api';
import { refetchWhile } from './polling';
import { queryKeys } from './queryKeys';

/** A page of the runs of an entity's repository, newest first. */
export function useRuns(entityRef: string, query: RunsQuery) {
  const api = useApi(githubWorkflowsApiRef);
  return useQuery({
    queryKey: queryKeys.runs(entityRef, query),
    queryFn: () => api.listRuns(entityRef, query),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      refetchWhile(state.data?.items.some(run => !isFinished(run)) ?? false),
  });
}
