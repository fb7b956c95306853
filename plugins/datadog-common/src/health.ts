import { z } from 'zod';

/** State of a monitor, in Datadog's own words. What it doesn't know yet is `Unknown`. */
export const monitorStateSchema = z.enum([
  'Alert',
  'Warn',
  'No Data',
  'OK',
  'Ignored',
  'Skipped',
  'Unknown',
]);

/** State of a service: the worst of its monitors; `None` without one that says anything. */
export const healthStateSchema = z.enum([
  'Alert',
  'Warn',
  'No Data',
  'OK',
  'None',
]);

/** Roll-up of monitors. */
export const healthSchema = z.strictObject({
  /** Alert > Warn > No Data > OK. */
  state: healthStateSchema,
  /** Whether every monitor in that state is muted, so that nobody is told. */
  muted: z.boolean(),
  /** The same roll-up without what is muted. */
  unmutedState: healthStateSchema,
});

export type MonitorState = z.infer<typeof monitorStateSchema>;
export type HealthState = z.infer<typeof healthStateSchema>;
export type Health = z.infer<typeof healthSchema>;

/** What the roll-up reads of a monitor. */
export interface RolledUp {
  state: MonitorState;
  /** Muted wholly, not for some of its groups. */
  muted: boolean;
}

const worstFirst = ['Alert', 'Warn', 'No Data', 'OK'] as const;

const worstOf = (monitors: readonly RolledUp[]): HealthState =>
  worstFirst.find(state => monitors.some(one => one.state === state)) ?? 'None';

/** The worst of some monitors. */
export function rollUp(monitors: readonly RolledUp[]): Health {
  const state = worstOf(monitors);
  const inState = monitors.filter(one => one.state === state);
  return {
    state,
    muted: inState.length > 0 && inState.every(one => one.muted),
    unmutedState: worstOf(monitors.filter(one => !one.muted)),
  };
}

/** For lists: the worst first. */
export function compareMonitorStates(
  one: MonitorState,
  other: MonitorState,
): number {
  return rankOf(one) - rankOf(other);
}

function rankOf(state: MonitorState): number {
  const rank = worstFirst.findIndex(known => known === state);
  return rank < 0 ? worstFirst.length : rank;
}
