import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  LIGHTHOUSE_CHANNEL,
  LighthouseSignal,
} from '@internal/plugin-lighthouse-common';
import { readAgain } from '@internal/portal-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isTouched } from './queryKeys';

/**
 * Reads again what a change touches, as soon as the backend tells of it; every page, card and tab of
 * the plugin calls it once.
 *
 * Subscribes itself instead of by `useSignal`, which keeps the last signal only: of two that come
 * together the first would be lost.
 */
export function useLighthouseSignals(): void {
  const signals = useApiHolder().get(signalApiRef);
  const queryClient = useQueryClient();
  useEffect(() => {
    const subscription = signals?.subscribe<
      LighthouseSignal & Record<string, string>
    >(LIGHTHOUSE_CHANNEL, signal => {
      readAgain(queryClient, ({ queryKey }) => isTouched(queryKey, signal));
    });
    return () => subscription?.unsubscribe();
  }, [signals, queryClient]);
}
