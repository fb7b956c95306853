import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  MOBWORX_CHANNEL,
  MobworxSignal,
} from '@internal/plugin-mobworx-common';
import { readAgain } from '@internal/portal-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isTouched } from './queryKeys';

/**
 * Reads again what a change touches, as soon as the backend tells of it; every page, card and
 * widget of the plugin calls it once.
 *
 * Subscribes itself instead of by `useSignal`, which keeps the last signal only: of two that come
 * together the first would be lost.
 */
export function useMobworxSignals(): void {
  const signals = useApiHolder().get(signalApiRef);
  const queryClient = useQueryClient();
  useEffect(() => {
    const subscription = signals?.subscribe<MobworxSignal>(
      MOBWORX_CHANNEL,
      signal => {
        readAgain(queryClient, ({ queryKey }) => isTouched(queryKey, signal));
      },
    );
    return () => subscription?.unsubscribe();
  }, [signals, queryClient]);
}
