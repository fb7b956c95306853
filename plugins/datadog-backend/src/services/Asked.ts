import type { EndpointName, Freshness } from '@internal/plugin-datadog-common';
import type { Remembered } from '@internal/upstream-node';
import type { DatadogClient } from '../upstream/DatadogClient';

/** A value with its age, in the form of the contract. */
export interface Aged<T> {
  value: T;
  age: Freshness;
}

/** What was asked of Datadog, and is asked again when it is too old. */
export class Asked {
  constructor(
    readonly client: DatadogClient,
    private readonly remembered: Remembered,
  ) {}

  /**
   * Gives what an endpoint said, loading it when it is missing or too old: one load for any number
   * of readers.
   *
   * @throws what `load` throws, unless an older value can stand in
   */
  async read<T>(
    endpoint: EndpointName,
    key: ReadonlyArray<string | undefined>,
    load: (client: DatadogClient) => Promise<T>,
  ): Promise<Aged<T>> {
    const { value, age } = await this.remembered.read([endpoint, ...key], () =>
      load(this.client),
    );
    const { resumesAt } = this.client.gate(endpoint);
    if (age.problem?.code !== 'datadog_rate_limited' || !resumesAt) {
      return { value, age };
    }
    return { value, age: { ...age, problem: { ...age.problem, resumesAt } } };
  }
}
