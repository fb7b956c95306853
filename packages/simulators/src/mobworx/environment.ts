import { startAppSync, type AppSyncSimulator } from '../appsync/simulator';
import { startAws, type AwsSimulator } from '../aws/simulator';
import { ManualClock, type SimulatorClock } from '../clock';
import type { SimulatedService } from '../service/service';
import { startStream, type StreamSimulator } from '../stream/simulator';
import { startStudio, type StudioSimulator } from '../studio/simulator';
import {
  environmentSeed,
  type EnvironmentId,
  type EnvironmentSeed,
} from './seed';

/** The services of an environment, each on a port of its own. */
export const serviceNames = ['appsync', 'stream', 'studio', 'aws'] as const;

/** One of {@link serviceNames}. */
export type ServiceName = (typeof serviceNames)[number];

/** How to start a simulated environment. */
export interface EnvironmentOptions<C extends SimulatorClock = ManualClock> {
  /** Which seed; `staging` when left out. */
  id?: EnvironmentId;
  /** Another seed than the one of `id`. */
  seed?: EnvironmentSeed;
  /** Any free ports when left out. */
  ports?: Partial<Record<ServiceName, number>>;
  /** A manual clock at the present time when left out. */
  clock?: C;
}

/** A running simulated environment of MobWorx. */
export interface MobworxEnvironment<C extends SimulatorClock = SimulatorClock> {
  readonly id: string;
  readonly clock: C;
  readonly seed: EnvironmentSeed;
  readonly appsync: AppSyncSimulator;
  readonly stream: StreamSimulator;
  readonly studio: StudioSimulator;
  readonly aws: AwsSimulator;
  services(): SimulatedService[];
  /** All services back to their seeds. */
  reset(): void;
  /** Ends everything, hanging connections too. */
  close(): Promise<void>;
}

/**
 * Starts the services of one environment on loopback.
 * @throws the error of `listen`, e.g. code EADDRINUSE for a taken port
 */
export async function startMobworxEnvironment<
  C extends SimulatorClock = ManualClock,
>(options: EnvironmentOptions<C> = {}): Promise<MobworxEnvironment<C>> {
  const seed = options.seed ?? environmentSeed(options.id ?? 'staging');
  const clock = options.clock ?? (new ManualClock() as SimulatorClock as C);
  const started: SimulatedService[] = [];
  const place = (name: ServiceName) => ({
    environment: seed.id,
    port: options.ports?.[name] ?? 0,
    clock,
  });
  const keep = <S extends { service: SimulatedService }>(simulator: S): S => {
    started.push(simulator.service);
    return simulator;
  };
  const stopAll = async () => {
    clock.clear();
    await Promise.all(started.map(service => service.stop()));
  };
  try {
    const appsync = keep(
      await startAppSync({ ...place('appsync'), seed: seed.appsync }),
    );
    const stream = keep(
      await startStream({ ...place('stream'), seed: seed.stream }),
    );
    const studio = keep(
      await startStudio({ ...place('studio'), seed: seed.studio }),
    );
    const aws = keep(
      await startAws({
        ...place('aws'),
        seed: seed.aws,
        appsync: appsync.control,
      }),
    );
    return {
      id: seed.id,
      clock,
      seed,
      appsync,
      stream,
      studio,
      aws,
      services: () => [...started],
      reset() {
        started.forEach(service => service.reset());
      },
      close: stopAll,
    };
  } catch (error) {
    await stopAll();
    throw error;
  }
}
