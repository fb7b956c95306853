import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  DependenciesResponse,
  Dependency,
  DependencyFinding,
  serviceMapUrl,
  serviceUrl,
} from '@internal/plugin-datadog-common';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { SeenEntity } from '../authorization';
import { dependenciesAnswer, ServiceCalls } from '../upstream/answers';
import type { Asked } from './Asked';
import { CatalogServices, Declared } from './CatalogServices';
import type { Named } from './named';

const WINDOW_SECONDS = 86_400;
const MAX_LISTED = 200;

const differencesFirst: DependencyFinding[] = [
  'missing',
  'extra',
  'matched',
  'unobservable',
];

/** What a service calls, as Datadog saw it, beside what the catalog declares. */
export class DependencyService {
  readonly #catalog: CatalogServices;

  constructor(
    private readonly asked: Asked,
    catalog: CatalogService,
    private readonly webUrl: string,
    private readonly now: () => number,
  ) {
    this.#catalog = new CatalogServices(catalog);
  }

  /** @throws errors of `problem()` */
  async read(
    named: Named,
    environment: string,
    { entity, credentials }: SeenEntity,
  ): Promise<DependenciesResponse> {
    const service = named.service();
    const [{ value, age }, declared] = await Promise.all([
      this.#observed(environment),
      this.#catalog.declaredBy(entity, credentials),
    ]);
    const observed = new Set(
      value.services.find(({ name }) => name === service)?.calls ?? [],
    );
    const callers = value.services
      .filter(({ name, calls }) => name !== service && calls.includes(service))
      .map(({ name }) => name);
    observed.delete(service);
    const dependencies = await this.#compare(
      { declared, observed: [...observed], callers },
      credentials,
    );
    return {
      entityRef: named.entityRef,
      environment,
      service,
      dependencies: dependencies.list
        .slice(0, MAX_LISTED)
        .map(one =>
          one.service
            ? { ...one, url: serviceUrl(this.webUrl, one.service, environment) }
            : one,
        ),
      calledBy: dependencies.calledBy.slice(0, MAX_LISTED),
      serviceSeen:
        callers.length > 0 ||
        value.services.some(({ name }) => name === service),
      from: value.from,
      to: value.to,
      url: serviceMapUrl(this.webUrl, service, environment),
      ...age,
    };
  }

  /** Of the whole environment, as Datadog gives it: one call for any number of services. */
  #observed(environment: string) {
    return this.asked.read('dependencies', [environment], async client => {
      const end = Math.floor(this.now() / 1000);
      const start = end - WINDOW_SECONDS;
      const services: ServiceCalls = await client.read(
        'dependencies',
        dependenciesAnswer,
        {
          path: '/api/v1/service_dependencies',
          query: { env: environment, start, end },
        },
      );
      return {
        services,
        from: new Date(start * 1000).toISOString(),
        to: new Date(end * 1000).toISOString(),
      };
    });
  }

  async #compare(
    {
      declared,
      observed,
      callers,
    }: { declared: Declared[]; observed: string[]; callers: string[] },
    credentials: BackstageCredentials,
  ) {
    const known = new Set(declared.map(one => one.service));
    const surprising = observed.filter(service => !known.has(service));
    const entities = await this.#catalog.ofServices(
      [...surprising, ...callers],
      credentials,
    );
    const list: Dependency[] = [
      ...declared.flatMap((one): Dependency[] => {
        const finding = findingOf(one, observed);
        return finding ? [{ finding, ...one }] : [];
      }),
      ...surprising.map((service): Dependency => ({
        finding: 'extra',
        service,
        ...entities.get(service),
      })),
    ];
    list.sort(
      (one, other) =>
        differencesFirst.indexOf(one.finding) -
          differencesFirst.indexOf(other.finding) ||
        nameOf(one).localeCompare(nameOf(other), 'en-US'),
    );
    return {
      list,
      calledBy: callers
        .sort()
        .map(service => ({ service, ...entities.get(service) })),
    };
  }
}

function nameOf({ title, service }: Dependency): string {
  return title ?? service ?? '';
}

/** An API that is consumed needn't be called in a day; what is depended on should be. */
function findingOf(
  { service, declaredBy }: Declared,
  observed: string[],
): DependencyFinding | undefined {
  if (service && observed.includes(service)) {
    return 'matched';
  }
  if (declaredBy === 'consumesApi') {
    return undefined;
  }
  return service ? 'missing' : 'unobservable';
}
