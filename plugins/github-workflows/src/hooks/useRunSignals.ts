import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  GITHUB_WORKFLOWS_CHANNEL,
  GithubWorkflowsSignal,
} from '@internal/plugin-github-workflows-common';
import { readAgain } from '@internal/portal-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isTouched } from './queryKeys';

/**
 * Reads again what a change of a run touches, as soon as the backend tells of it.
 *
 * Subscribes itself instead of by `useSignal`, which keeps the last signal only: of two that come
 * together the first would be lost. Without the signals plugin there is polling alone.
 */
export function useRunSignals(): void {
  const signals = useApiHolder().get(signalApiRef);
  const queryClient = useQueryClient();
  useEffect(() => {
    const subscription = signals?.subscribe<GithubWorkflowsSignal>(
      GITHUB_WORKFLOWS_CHANNEL,
      signal => {
        readAgain(queryClient, ({ queryKey }) => isTouched(queryKey, signal));
      },
    );
    return () => subscription?.unsubscribe();
  }, [signals, queryClient]);
}
