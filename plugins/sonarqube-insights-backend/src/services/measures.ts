import type { z } from 'zod';
import type { measuresAnswer } from '../upstream/answers';

/** Values as SonarQube writes them, by metric. */
export type RawMeasures = Map<string, string>;

/** Reads an answer of `api/measures/component`; a metric without a value is left out. */
export function rawMeasures({
  component,
}: z.infer<typeof measuresAnswer>): RawMeasures {
  return new Map(
    component.measures.flatMap(({ metric, value }): [string, string][] =>
      value === undefined ? [] : [[metric, value]],
    ),
  );
}

/** The numbers among them, for the given metrics. */
export function numbersOf<K extends string>(
  raw: RawMeasures,
  keys: readonly K[],
): Partial<Record<K, number>> {
  return Object.fromEntries(
    keys.flatMap(key => {
      const value = toNumber(raw.get(key));
      return value === undefined ? [] : [[key, value]];
    }),
  ) as Partial<Record<K, number>>;
}

/** A number as SonarQube writes it; nothing for anything else. */
export function toNumber(text: string | undefined): number | undefined {
  const value = Number(text?.trim() || NaN);
  return Number.isFinite(value) ? value : undefined;
}
