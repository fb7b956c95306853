import type {
  HistoryWindow,
  MobworxSignal,
  ServiceId,
} from '@internal/plugin-mobworx-common';

const PLUGIN_ID = 'mobworx';

// Where an answer isn't about one environment.
const ALL = '*';

/**
 * Keys of the plugin's queries: plugin, what, environment, service, which. What a signal touches is
 * decided by these parts alone ({@link isTouched}).
 */
export const queryKeys = {
  environments: () => [PLUGIN_ID, 'environments'],
  entities: () => [PLUGIN_ID, 'entities'],
  status: () => [PLUGIN_ID, 'status', ALL, ALL],
  deployments: (service: ServiceId) => [PLUGIN_ID, 'status', ALL, service],
  history: (environment: string, service: ServiceId, window: HistoryWindow) => [
    PLUGIN_ID,
    'status',
    environment,
    service,
    window,
  ],
  details: (environment: string, service: ServiceId) => [
    PLUGIN_ID,
    'details',
    environment,
    service,
  ],
  participants: (environment: string, roomId: string) => [
    PLUGIN_ID,
    'details',
    environment,
    'stream',
    roomId,
  ],
  schemaDrift: (from: string, to: string) => [
    PLUGIN_ID,
    'details',
    ALL,
    'appsync',
    from,
    to,
  ],
};

const KIND_OF_SIGNAL: Record<MobworxSignal['type'], string> = {
  'status-changed': 'status',
  'details-changed': 'details',
};

/** Whether the answer to a query may be another one after a signal of the backend. */
export function isTouched(
  key: readonly unknown[],
  signal: MobworxSignal,
): boolean {
  const [pluginId, what, environment, service] = key;
  return (
    pluginId === PLUGIN_ID &&
    what === KIND_OF_SIGNAL[signal.type] &&
    [ALL, signal.environment].includes(environment as string) &&
    [ALL, signal.service].includes(service as string)
  );
}
