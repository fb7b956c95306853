import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import {
  CatalogProcessor,
  CatalogProcessorCache,
  CatalogProcessorEmit,
  LocationSpec,
  processingResult,
} from '@backstage/plugin-catalog-node';
import {
  APPSYNC_PRELUDE,
  MOBWORX_ENVIRONMENTS_ANNOTATION,
  MOBWORX_GRAPHQL_SCHEMA_ANNOTATION,
} from '@internal/plugin-mobworx-common';
import { RunningSchema, SchemaReader } from './SchemaReader';

/** Entities whose definition is AppSync's schema are processed anew when this key is refreshed. */
export const SCHEMA_REFRESH_KEY = 'mobworx-graphql-schema';

const CACHED = 'definition';

/**
 * Replaces the definition of each API with {@link MOBWORX_GRAPHQL_SCHEMA_ANNOTATION} by the schema
 * that AppSync has. Everything else of the entity stays what its file says, and so does the
 * definition as long as no schema is known.
 */
export class SchemaDefinitionProcessor implements CatalogProcessor {
  readonly #logger: LoggerService;
  readonly #reader: SchemaReader;

  constructor(options: { logger: LoggerService; reader: SchemaReader }) {
    this.#logger = options.logger;
    this.#reader = options.reader;
  }

  getProcessorName(): string {
    return 'MobworxSchemaDefinitionProcessor';
  }

  async preProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
    _originLocation: LocationSpec,
    cache: CatalogProcessorCache,
  ): Promise<Entity> {
    if (!isFedByAppsync(entity)) {
      return entity;
    }
    emit(processingResult.refresh(SCHEMA_REFRESH_KEY));
    const definition = await this.#definitionOf(entity, cache);
    return definition
      ? { ...entity, spec: { ...entity.spec, definition } }
      : entity;
  }

  /** Nothing when no environment has a schema; the last one while nobody can be asked. */
  async #definitionOf(
    entity: Entity,
    cache: CatalogProcessorCache,
  ): Promise<string | undefined> {
    try {
      const schema = await this.#reader.read(environmentsOf(entity));
      const definition = schema && describe(schema);
      await cache.set(CACHED, definition ?? null);
      return definition;
    } catch (error) {
      this.#logger.warn(
        `The schema of AppSync isn't known now, so ${entity.metadata.name} keeps what it had: ${(error as Error).message}`,
      );
      return (await cache.get<string>(CACHED)) ?? undefined;
    }
  }
}

function isFedByAppsync({ kind, metadata }: Entity): boolean {
  return (
    kind.toLocaleLowerCase('en-US') === 'api' &&
    metadata.annotations?.[MOBWORX_GRAPHQL_SCHEMA_ANNOTATION] === 'appsync'
  );
}

function environmentsOf({ metadata }: Entity): string[] | undefined {
  return metadata.annotations?.[MOBWORX_ENVIRONMENTS_ANNOTATION]?.split(
    ',',
  ).map(id => id.trim());
}

/** Without the time of reading: the catalog writes every entity that isn't what it was. */
function describe({ environment, sdl }: RunningSchema): string {
  return [
    `# What AppSync serves in ${environment}, as the portal has read it.`,
    APPSYNC_PRELUDE,
    sdl,
  ].join('\n');
}
