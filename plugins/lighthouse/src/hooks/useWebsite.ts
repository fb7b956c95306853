import { useApi } from '@backstage/frontend-plugin-api';
import type { FormFactor } from '@internal/plugin-lighthouse-common';
import { useQuery } from '@tanstack/react-query';
import { lighthouseApiRef } from '../api';
import { queryKeys } from './queryKeys';
import { renewWhileLive } from './renewWhileLive';

const NEWEST = 50;

/** The newest audits of a website on one form factor, which one never mixes with the other. */
export function useWebsite(url: string, formFactor: FormFactor) {
  const api = useApi(lighthouseApiRef);
  const part = { limit: NEWEST, formFactor };
  return useQuery({
    queryKey: queryKeys.website(url, part),
    queryFn: () => api.getWebsite(url, part),
    refetchInterval: ({ state }) => renewWhileLive(state.data?.audits),
  });
}
