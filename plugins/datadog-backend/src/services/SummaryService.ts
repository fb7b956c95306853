import {
  Freshness,
  monitorsUrl,
  Part,
  serviceUrl,
  Summary,
} from '@internal/plugin-datadog-common';
import { isCodedError } from '@internal/upstream-node';
import { problemOf } from '../problems';
import type { IncidentService } from './IncidentService';
import type { MonitorService } from './MonitorService';
import { isNotNamed, Named } from './named';
import type { SloService } from './SloService';

/** An entity in a few numbers: each part fails by itself. */
export class SummaryService {
  constructor(
    private readonly parts: {
      monitors: MonitorService;
      slos: SloService;
      incidents: IncidentService;
    },
    private readonly webUrl: string,
  ) {}

  async read(named: Named, environment: string): Promise<Summary> {
    const { service, monitorTags } = named.subject;
    const [monitors, slos, incidents] = await Promise.all([
      partOf(() => this.parts.monitors.summarize(named, environment)),
      partOf(() => this.parts.slos.summarize(named, environment)),
      partOf(() => this.parts.incidents.summarize(named, environment)),
    ]);
    return {
      entityRef: named.entityRef,
      environment,
      ...(service && { service }),
      monitors,
      slos,
      incidents,
      url: service
        ? serviceUrl(this.webUrl, service, environment)
        : monitorsUrl(this.webUrl, [...monitorTags, `env:${environment}`]),
    };
  }
}

async function partOf<T>(
  read: () => Promise<{ value: T; age: Freshness }>,
): Promise<Part<T>> {
  try {
    const { value, age } = await read();
    return { outcome: 'answered', value, ...age };
  } catch (error) {
    // Anything else is a mistake of ours, and belongs into the log.
    if (!isCodedError(error)) {
      throw error;
    }
    return {
      outcome: isNotNamed(error) ? 'not_asked' : 'failed',
      problem: problemOf(error),
    };
  }
}
