import type { ServiceId } from '@internal/plugin-mobworx-common';
import { Knex } from 'knex';
import type { HealthFinding } from '../probes/Probe';
import { addDigest, addLatency, LatencyDigest } from './LatencyDigest';
import { hasReached } from './serviceState';
import { HALF_HOUR_MS, HOUR_MS, Stretch, stretchStart } from './stretches';

const KEY = ['environment', 'service'];

/** A service of an environment. */
export interface ServiceKey {
  environment: string;
  service: ServiceId;
}

/** How a stretch is stored. */
export interface StretchRow extends ServiceKey {
  width_ms: number;
  at: number | string;
  looks: number;
  reached: number;
  latencies: string;
}

/** Adds a look to its half hour. */
export async function countLook(
  tx: Knex.Transaction,
  key: ServiceKey,
  finding: HealthFinding,
  at: Date,
): Promise<Stretch> {
  const start = stretchStart(at.getTime(), HALF_HOUR_MS);
  const stretch = await readStretch(tx, key, HALF_HOUR_MS, start);
  stretch.looks += 1;
  if (hasReached(finding)) {
    stretch.reached += 1;
    if (finding.latencyMs !== undefined) {
      addLatency(stretch.latencies, finding.latencyMs);
    }
  }
  await writeStretch(tx, key, HALF_HOUR_MS, stretch);
  return stretch;
}

/** Adds a half hour to its hour. */
export async function addToHour(
  tx: Knex.Transaction,
  row: StretchRow,
): Promise<void> {
  const { environment, service } = row;
  const key = { environment, service };
  const half = fromStretchRow(row);
  const hour = await readStretch(
    tx,
    key,
    HOUR_MS,
    stretchStart(half.at, HOUR_MS),
  );
  hour.looks += half.looks;
  hour.reached += half.reached;
  addDigest(hour.latencies, half.latencies);
  await writeStretch(tx, key, HOUR_MS, hour);
}

async function readStretch(
  tx: Knex.Transaction,
  key: ServiceKey,
  widthMs: number,
  at: number,
): Promise<Stretch> {
  const row = await tx<StretchRow>('stretches')
    .where({ ...key, width_ms: widthMs, at })
    .first();
  return row
    ? fromStretchRow(row)
    : { at, looks: 0, reached: 0, latencies: {} };
}

async function writeStretch(
  tx: Knex.Transaction,
  key: ServiceKey,
  widthMs: number,
  { at, looks, reached, latencies }: Stretch,
): Promise<void> {
  const values = { looks, reached, latencies: JSON.stringify(latencies) };
  await tx('stretches')
    .insert({ ...key, width_ms: widthMs, at, ...values })
    .onConflict([...KEY, 'width_ms', 'at'])
    .merge(values);
}

/** A row as a stretch. */
export function fromStretchRow({
  at,
  looks,
  reached,
  latencies,
}: StretchRow): Stretch {
  return {
    at: Number(at),
    looks,
    reached,
    latencies: JSON.parse(latencies) as LatencyDigest,
  };
}
