import type { SimulatorClock } from '../clock';
import { spanOf } from './query';
import type { DatadogSeed } from './types';

/** What the simulated Datadog knows of an organisation. */
export class Organization {
  seed: DatadogSeed;

  constructor(
    private readonly original: DatadogSeed,
    readonly clock: SimulatorClock,
  ) {
    this.seed = structuredClone(original);
  }

  reset(): void {
    this.seed = structuredClone(this.original);
  }

  /** The moment that long ago, ISO 8601. */
  iso(ago: string): string {
    return new Date(this.clock.now() - spanOf(ago)).toISOString();
  }

  /** The same in seconds since the epoch. */
  seconds(ago: string): number {
    return Math.floor((this.clock.now() - spanOf(ago)) / 1000);
  }

  /** Makes further services with the monitors, SLOs and traces of one: `name-1`, `name-2` … */
  copyService(name: string, copies: number): void {
    const { monitors, slos, services } = this.seed;
    const tag = `service:${name}`;
    const tagsOf = (tags: string[], copy: number) =>
      tags.map(one => (one === tag ? `${tag}-${copy}` : one));
    const has = ({ tags }: { tags: string[] }) => tags.includes(tag);
    const ownMonitors = monitors.filter(has);
    const ownSlos = slos.filter(has);
    const ownTraces = services.filter(service => service.name === name);
    for (let copy = 1; copy <= copies; copy += 1) {
      monitors.push(
        ...ownMonitors.map(one => ({
          ...one,
          id: one.id * 1000 + copy,
          tags: tagsOf(one.tags, copy),
        })),
      );
      slos.push(
        ...ownSlos.map(one => ({
          ...one,
          id: `${one.id.slice(0, 26)}${String(copy).padStart(6, '0')}`,
          tags: tagsOf(one.tags, copy),
        })),
      );
      services.push(
        ...ownTraces.map(one => ({ ...one, name: `${name}-${copy}` })),
      );
    }
  }
}
