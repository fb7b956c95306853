import {
  HistoryWindow,
  historyWindowSchema,
} from '@internal/plugin-mobworx-common';
import { useSearchParams } from 'react-router-dom';

/** The window of the history in the URL; 24 hours by default. */
export function useWindow(): [HistoryWindow, (window: HistoryWindow) => void] {
  const [params, setParams] = useSearchParams();
  const chosen = historyWindowSchema.safeParse(params.get('window'));
  const change = (window: HistoryWindow) =>
    setParams(
      current => {
        const next = new URLSearchParams(current);
        next.set('window', window);
        return next;
      },
      { replace: true },
    );
  return [chosen.success ? chosen.data : '24h', change];
}
