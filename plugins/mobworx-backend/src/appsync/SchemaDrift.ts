import { createHash } from 'node:crypto';
import {
  AppsyncAccess,
  AppsyncSchema,
  SchemaChange,
  SchemaDriftResponse,
  Stored,
} from '@internal/plugin-mobworx-common';
import { LRUCache } from 'lru-cache';
import type { Environments } from '../Environments';
import type { SnapshotStore } from '../store/SnapshotStore';
import type { DefaultModes } from './compareAccess';
import { compareSchemas } from './compareSchemas';
import { buildAppsyncSchema } from './sdl';

/** Compares the schemas that were last seen in two environments. */
export class SchemaDrift {
  readonly #environments: Environments;
  readonly #snapshots: SnapshotStore;
  // A large schema takes a second to compare, and it is another one a few times a day.
  readonly #compared = new LRUCache<string, SchemaChange[]>({ max: 20 });

  constructor(options: {
    environments: Environments;
    snapshots: SnapshotStore;
  }) {
    this.#environments = options.environments;
    this.#snapshots = options.snapshots;
  }

  /**
   * What a client of `to` meets when it gets the schema of `from`.
   *
   * @throws NotFoundError with code `environment_unknown` or `service_not_configured`
   */
  async between(from: string, to: string): Promise<SchemaDriftResponse> {
    const [next, now] = await Promise.all([this.#read(from), this.#read(to)]);
    for (const [environment, stored] of [
      [from, next],
      [to, now],
    ] as const) {
      if (!stored.value) {
        return { from, to, reason: this.#whyUnknown(environment, stored) };
      }
    }
    return {
      from,
      to,
      changes: this.#compare(
        now.value!.sdl,
        next.value!.sdl,
        await this.#defaultModes(now, next, { from, to }),
      ),
      takenAt: { from: next.takenAt!, to: now.takenAt! },
    };
  }

  async #read(environment: string): Promise<Stored<AppsyncSchema>> {
    this.#environments.with(environment, 'appsync');
    return this.#snapshots.read({
      environment,
      service: 'appsync',
      subject: 'schema',
    });
  }

  /** The first of an API's modes is its default; only the control plane tells. */
  async #defaultModes(
    now: Stored<AppsyncSchema>,
    next: Stored<AppsyncSchema>,
    { from, to }: { from: string; to: string },
  ): Promise<DefaultModes | undefined> {
    const [before, after] = await Promise.all(
      [to, from].map(async environment => {
        const key = {
          environment,
          service: 'appsync',
          subject: 'access',
        } as const;
        const { value } = await this.#snapshots.read<AppsyncAccess>(key);
        return value?.modes[0];
      }),
    );
    const hasDirectives = [now, next].every(
      ({ value }) => value?.source === 'control-plane',
    );
    return before && after ? { before, after, hasDirectives } : undefined;
  }

  #whyUnknown(environment: string, { problem }: Stored<AppsyncSchema>): string {
    const { title } = this.#environments.named(environment);
    const why = problem
      ? problem.message
      : 'The portal has not looked at it yet.';
    return `The schema of ${title} is not known. ${why}`.slice(0, 500);
  }

  /** Kept by what is compared itself: a look that finds the same schema changes nothing. */
  #compare(
    before: string,
    after: string,
    modes: DefaultModes | undefined,
  ): SchemaChange[] {
    const key = `${digest(before)} ${digest(after)} ${JSON.stringify(modes)}`;
    const known = this.#compared.get(key);
    if (known) {
      return known;
    }
    const changes = compareSchemas(
      buildAppsyncSchema(before),
      buildAppsyncSchema(after),
      modes,
    );
    this.#compared.set(key, changes);
    return changes;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
