import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ReactNode, useState } from 'react';
import { isWorthAnotherAttempt } from '../error';

/** The query client of the portal's own front ends: one for all views of a plugin. */
export function createPortalQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Asking again changes nothing about a refusal, and our backends have already retried
        // the upstream: one more attempt covers a connection that broke on the way.
        retry: (failures, error) =>
          failures < 1 && isWorthAnotherAttempt(error),
        retryDelay: 1_000,
        // The backend tells of changes; a change of window says nothing about them.
        refetchOnWindowFocus: false,
        // A card, a tab and a dialog that open together share one request.
        staleTime: 2_000,
      },
      mutations: {
        // A request that changes something is repeated by the user, never by us.
        retry: false,
      },
    },
  });
}

function usePortalQueryClient(): QueryClient {
  const [client] = useState(createPortalQueryClient);
  return client;
}

/**
 * Provides the portal's query client to the views of a plugin.
 *
 * Plugins have `queryWrapperExtension`; use this one where there is no app around the component.
 */
export function PortalQueryProvider(props: {
  children: ReactNode;
  value: QueryClient;
}) {
  return (
    <QueryClientProvider client={props.value}>
      {props.children}
    </QueryClientProvider>
  );
}

/**
 * What `queryWrapperExtension` wraps: the hook runs once in the app, so the card, the tab and the
 * widget of a plugin share what they have fetched.
 */
export const portalQueryWrapper = {
  useWrapperValue: usePortalQueryClient,
  component: PortalQueryProvider,
};
