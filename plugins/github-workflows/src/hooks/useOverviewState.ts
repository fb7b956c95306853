import {
  OverviewQuery,
  overviewQuerySchema,
} from '@internal/plugin-github-workflows-common';
import { useSearchParams } from 'react-router-dom';

/** Reads and changes in the URL of which System or owner the overview is. */
export function useOverviewState() {
  const [params, setParams] = useSearchParams();
  const read = (name: keyof OverviewQuery) =>
    overviewQuerySchema.shape[name].safeParse(params.get(name) ?? undefined)
      .data;
  const query: OverviewQuery = { system: read('system'), owner: read('owner') };
  const change = (part: OverviewQuery) => {
    const entries = Object.entries({ ...query, ...part }).filter(
      (entry): entry is [string, string] => Boolean(entry[1]),
    );
    setParams(Object.fromEntries(entries));
  };
  return { query, change, clear: () => setParams({}) };
}
