import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { FIGMA_CHANNEL, FigmaSignal } from '@internal/plugin-figma-common';
import { readAgain } from '@internal/portal-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isFirstReading } from './queryKeys';

interface AboutFiles {
  file?: { changeMark: string };
  items?: { file?: { changeMark: string } }[];
}

/** Whether an answer is about the file that has changed. */
function isAbout(answer: unknown, mark: string): boolean {
  const { file, items } = (answer ?? {}) as AboutFiles;
  return (
    file?.changeMark === mark ||
    (items?.some?.(item => item.file?.changeMark === mark) ?? false)
  );
}

/**
 * Reads again what shows a file, as soon as the backend has something new of it; every page, card
 * and tab of the plugin calls it once.
 *
 * Subscribes itself instead of by `useSignal`, which keeps the last signal only: of two that come
 * together the first would be lost.
 */
export function useFigmaSignals(): void {
  const signals = useApiHolder().get(signalApiRef);
  const queryClient = useQueryClient();
  useEffect(() => {
    const subscription = signals?.subscribe<
      FigmaSignal & Record<string, string>
    >(FIGMA_CHANNEL, ({ changed }) => {
      readAgain(
        queryClient,
        query => isFirstReading(query) || isAbout(query.state.data, changed),
      );
    });
    return () => subscription?.unsubscribe();
  }, [signals, queryClient]);
}
