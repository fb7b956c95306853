import {
  Freshness,
  Slo,
  SlosResponse,
  SloState,
  sloStateSchema,
  SloStatus,
  SloSummary,
  sloUrl,
} from '@internal/plugin-datadog-common';
import { SloAnswer, slosAnswer } from '../upstream/answers';
import type { DatadogClient } from '../upstream/DatadogClient';
import type { Asked } from './Asked';
import type { Named } from './named';

const PAGE_SIZE = 100;
const MAX_PAGES = 10;
const MAX_LISTED = 100;

const worstFirst: SloState[] = ['breached', 'warning', 'ok', 'no_data'];
const rankOf = (state: SloState) => worstFirst.indexOf(state);

/** The SLOs of services: like monitors, those of an environment are read at once. */
export class SloService {
  constructor(
    private readonly asked: Asked,
    private readonly webUrl: string,
  ) {}

  /** @throws errors of `problem()` */
  async read(named: Named, environment: string): Promise<SlosResponse> {
    const { slos, more, age } = await this.of(named, environment);
    return {
      entityRef: named.entityRef,
      environment,
      slos: slos.slice(0, MAX_LISTED),
      more: more || slos.length > MAX_LISTED,
      ...age,
    };
  }

  /** The same in a few numbers. @throws errors of `problem()` */
  async summarize(
    named: Named,
    environment: string,
  ): Promise<{ value: SloSummary; age: Freshness }> {
    const { slos, age } = await this.of(named, environment);
    const [worst] = slos;
    const status = worst && worstStatusOf(worst.statuses);
    const count = (state: SloState) =>
      slos.filter(one => one.state === state).length;
    return {
      value: {
        total: slos.length,
        breached: count('breached'),
        warning: count('warning'),
        ...(status && {
          worst: { id: worst.id, name: worst.name, status, url: worst.url },
        }),
      },
      age,
    };
  }

  /** All of an entity's, the worst first. @throws errors of `problem()` */
  async of(named: Named, environment: string) {
    const tag = named.sloTag();
    const { value, age } = await this.asked.read(
      'slos',
      [environment],
      client => readEnvironment(client, environment),
    );
    const slos = value.slos
      .filter(slo => tagsOf(slo).includes(tag))
      .map(slo => this.#write(slo))
      .sort(
        (one, other) =>
          rankOf(one.state) - rankOf(other.state) ||
          budgetOf(one) - budgetOf(other) ||
          one.name.localeCompare(other.name, 'en-US'),
      );
    return { slos, more: value.more, age };
  }

  #write({ id, attributes }: SloAnswer): Slo {
    const statuses = (attributes.overall_status ?? [])
      .slice(0, 10)
      .map((one): SloStatus => {
        const state = sloStateSchema.safeParse(one.state);
        return {
          timeframe: one.timeframe,
          target: one.target,
          ...(one.status !== undefined && { sli: one.status }),
          ...(one.error_budget_remaining !== undefined && {
            errorBudgetRemaining: one.error_budget_remaining,
          }),
          state: state.success ? state.data : 'no_data',
        };
      });
    const { description } = attributes;
    return {
      id,
      name: attributes.name ?? id,
      ...(description && { description }),
      type: attributes.slo_type ?? 'unknown',
      state: worstStatusOf(statuses)?.state ?? 'no_data',
      statuses,
      url: sloUrl(this.webUrl, id),
    };
  }
}

function worstStatusOf(statuses: SloStatus[]): SloStatus | undefined {
  return [...statuses].sort(
    (one, other) =>
      rankOf(one.state) - rankOf(other.state) ||
      (one.errorBudgetRemaining ?? Infinity) -
        (other.errorBudgetRemaining ?? Infinity),
  )[0];
}

function budgetOf({ statuses }: Slo): number {
  // Two without one are equal, not "not a number" apart.
  return (
    worstStatusOf(statuses)?.errorBudgetRemaining ?? Number.MAX_SAFE_INTEGER
  );
}

/** Datadog writes the tags of a key with the key or without. */
function tagsOf({ attributes }: SloAnswer): string[] {
  const withKey = (key: string, values: string[]) =>
    values.map(one => (one.startsWith(`${key}:`) ? one : `${key}:${one}`));
  return [
    ...attributes.all_tags,
    ...withKey('service', attributes.service_tags),
    ...withKey('team', attributes.team_tags),
  ];
}

async function readEnvironment(
  client: DatadogClient,
  environment: string,
): Promise<{ slos: SloAnswer[]; more: boolean }> {
  const slos: SloAnswer[] = [];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await client.read('slos', slosAnswer, {
      path: '/api/v1/slo/search',
      query: {
        query: `env:${environment}`,
        'page[size]': PAGE_SIZE,
        'page[number]': page,
      },
    });
    const found = answer.data.attributes.slos;
    slos.push(...found.slos);
    if (found.read < PAGE_SIZE) {
      return { slos, more: false };
    }
  }
  return { slos, more: true };
}
