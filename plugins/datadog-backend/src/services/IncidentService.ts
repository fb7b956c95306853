import {
  Freshness,
  Incident,
  IncidentsResponse,
  IncidentSummary,
  incidentUrl,
} from '@internal/plugin-datadog-common';
import { IncidentAnswer, incidentsAnswer } from '../upstream/answers';
import type { DatadogClient } from '../upstream/DatadogClient';
import type { Asked } from './Asked';
import type { Named } from './named';

const PAGE_SIZE = 100;
const MAX_PAGES = 3;
const MAX_LISTED = 50;
const MAX_SUMMARIZED = 3;

/** The incidents in progress: those of the whole organisation are read at once. */
export class IncidentService {
  constructor(
    private readonly asked: Asked,
    private readonly webUrl: string,
  ) {}

  /** @throws errors of `problem()` */
  async read(named: Named, environment: string): Promise<IncidentsResponse> {
    const { incidents, more, age } = await this.#of(named, environment);
    return {
      entityRef: named.entityRef,
      environment,
      service: named.service(),
      incidents: incidents.slice(0, MAX_LISTED),
      more: more || incidents.length > MAX_LISTED,
      ...age,
    };
  }

  /** The same in a few words. @throws errors of `problem()` */
  async summarize(
    named: Named,
    environment: string,
  ): Promise<{ value: IncidentSummary; age: Freshness }> {
    const { incidents, age } = await this.#of(named, environment);
    return {
      value: {
        total: incidents.length,
        gravest: incidents.slice(0, MAX_SUMMARIZED),
      },
      age,
    };
  }

  async #of(named: Named, environment: string) {
    const service = named.service();
    const { value, age } = await this.asked.read('incidents', [], readAll);
    const incidents = value.incidents
      .filter(
        ({ attributes: { fields } }) =>
          fields?.services.includes(service) &&
          // Most organisations have no such field; then an incident is of every environment.
          (fields.env.length === 0 ||
            fields.env.includes(environment.toLowerCase())),
      )
      .map(incident => this.#write(incident))
      .sort(
        (one, other) =>
          rankOf(one.severity) - rankOf(other.severity) ||
          (other.since ?? '').localeCompare(one.since ?? ''),
      );
    return { incidents, more: value.more, age };
  }

  #write({ id, attributes }: IncidentAnswer): Incident {
    const since =
      attributes.declared ?? attributes.detected ?? attributes.created;
    const impact = attributes.customer_impact_scope;
    return {
      id,
      publicId: attributes.public_id,
      title: attributes.title,
      severity: attributes.severity ?? 'UNKNOWN',
      state: attributes.state ?? 'active',
      ...(since && { since }),
      customerImpacted: attributes.customer_impacted ?? false,
      ...(impact && { customerImpact: impact }),
      url: incidentUrl(this.webUrl, attributes.public_id),
    };
  }
}

/** `SEV-1` before `SEV-2`; what has no number comes last. */
function rankOf(severity: string): number {
  const number = /^SEV-(\d)$/.exec(severity)?.[1];
  return number === undefined ? 10 : Number(number);
}

async function readAll(
  client: DatadogClient,
): Promise<{ incidents: IncidentAnswer[]; more: boolean }> {
  const incidents: IncidentAnswer[] = [];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await client.read('incidents', incidentsAnswer, {
      path: '/api/v2/incidents/search',
      query: {
        query: 'state:(active OR stable)',
        'page[size]': PAGE_SIZE,
        'page[offset]': page * PAGE_SIZE,
      },
    });
    const found = answer.data.attributes.incidents;
    incidents.push(...found.incidents);
    if (found.read < PAGE_SIZE) {
      return { incidents, more: false };
    }
  }
  return { incidents, more: true };
}
