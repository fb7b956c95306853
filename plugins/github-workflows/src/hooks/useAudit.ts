import { useApi } from '@backstage/frontend-plugin-api';
import type { AuditFilter } from '@internal/plugin-github-workflows-common';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { githubWorkflowsApiRef } from '../api';
import { queryKeys } from './queryKeys';

const PAGE_SIZE = 50;

/** A page of what was done through the portal. */
export function useAudit(filter: AuditFilter, cursor: string | undefined) {
  const api = useApi(githubWorkflowsApiRef);
  const query = { ...filter, cursor, limit: PAGE_SIZE };
  return useQuery({
    queryKey: queryKeys.audit(query),
    queryFn: () => api.listAudit(query),
    placeholderData: keepPreviousData,
  });
}

/** Saves what fits a filter as a CSV file on the viewer's own machine. */
export function useAuditDownload() {
  const api = useApi(githubWorkflowsApiRef);
  return useMutation({
    mutationFn: async (filter: AuditFilter) => {
      const url = URL.createObjectURL(await api.downloadAudit(filter));
      const link = document.createElement('a');
      link.href = url;
      link.download = 'workflows-audit.csv';
      link.click();
      URL.revokeObjectURL(url);
    },
  });
}
