import { useApi } from '@backstage/frontend-plugin-api';
import {
  CreateAuditRequest,
  CreateAuditResponse,
} from '@internal/plugin-lighthouse-common';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { lighthouseApiRef } from '../api';
import { isTouched } from './queryKeys';

/** Asks for an audit; while the answer is awaited, asking again does nothing. */
export function useCreateAudit() {
  const api = useApi(lighthouseApiRef);
  const queryClient = useQueryClient();
  const underWay = useRef(false);
  const { mutate, ...mutation } = useMutation({
    mutationFn: (request: CreateAuditRequest) => api.createAudit(request),
    onSuccess: ({ audit }) => {
      // Not awaited: the new audit is known, the lists may come after it.
      queryClient.invalidateQueries({
        predicate: ({ queryKey }) =>
          isTouched(queryKey, { type: 'audit-changed', auditId: audit.id }),
      });
    },
  });
  const create = (
    request: CreateAuditRequest,
    onCreated: (answer: CreateAuditResponse) => void,
  ) => {
    // The state of the mutation comes with the next render, a second click may come before it.
    if (underWay.current) {
      return;
    }
    underWay.current = true;
    mutate(request, {
      onSuccess: onCreated,
      onSettled: () => {
        underWay.current = false;
      },
    });
  };
  return { ...mutation, create };
}
