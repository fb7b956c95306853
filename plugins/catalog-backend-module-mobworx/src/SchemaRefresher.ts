import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import {
  MOBWORX_EVENTS_TOPIC,
  MobworxSignal,
} from '@internal/plugin-mobworx-common';
import { SCHEMA_REFRESH_KEY } from './SchemaDefinitionProcessor';

/**
 * Has the entities processed anew when something of AppSync has changed, instead of minutes later.
 * It provides no entities: being a provider is how a module may ask the catalog for a refresh.
 */
export class SchemaRefresher implements EntityProvider {
  readonly #events: EventsService;

  constructor(events: EventsService) {
    this.#events = events;
  }

  getProviderName(): string {
    return 'mobworx-schema-refresher';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    await this.#events.subscribe({
      id: 'catalog-mobworx-schema',
      topics: [MOBWORX_EVENTS_TOPIC],
      onEvent: async ({ eventPayload }) => {
        const { type, service } = eventPayload as MobworxSignal;
        if (type === 'details-changed' && service === 'appsync') {
          await connection.refresh({ keys: [SCHEMA_REFRESH_KEY] });
        }
      },
    });
  }
}
