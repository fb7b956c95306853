interface ProtocolMessage {
  method: string;
  params?: {
    frameId?: string;
    type?: string;
    request?: { url?: string };
  };
}

/** What of Lighthouse's artifacts says where a page went. */
export interface NavigationArtifacts {
  DevtoolsLog?: unknown;
  /** In place of the other when the page couldn't be loaded. */
  DevtoolsLogError?: unknown;
}

/**
 * The addresses that were opened in the main frame, in their order, whether they answered or not:
 * where redirects of the server and of the page itself led.
 */
export function mainDocumentUrls({
  DevtoolsLog,
  DevtoolsLogError,
}: NavigationArtifacts): string[] {
  const log = DevtoolsLog ?? DevtoolsLogError;
  const documents = (Array.isArray(log) ? (log as ProtocolMessage[]) : [])
    .filter(
      ({ method, params }) =>
        method === 'Network.requestWillBeSent' &&
        params?.type === 'Document' &&
        /^https?:/.test(params.request?.url ?? ''),
    )
    .map(({ params }) => params);
  // The page's own frame asks first; those inside it come later.
  const [first] = documents;
  return documents
    .filter(one => one?.frameId === first?.frameId)
    .flatMap(one => one?.request?.url ?? []);
}
