import type { SimulatorClock } from '../clock';
import { sonarqubeIds } from './seed';
import { startSonarqube } from './simulator';

/** All seeded servers, running. */
export interface SonarqubeServers {
  /** In the order of {@link sonarqubeIds}. */
  urls: string[];
  close(): Promise<void>;
}

/**
 * Starts every server that has a seed.
 * @param options.port - the first of their ports; 0 takes any free ones
 */
export async function startSonarqubeServers(options: {
  port: number;
  createClock: () => SimulatorClock;
}): Promise<SonarqubeServers> {
  const { port, createClock } = options;
  const servers = await Promise.all(
    sonarqubeIds.map((id, index) =>
      startSonarqube({ id, port: port && port + index, clock: createClock() }),
    ),
  );
  return {
    urls: servers.map(({ service }) => service.url),
    close: async () => {
      await Promise.all(servers.map(server => server.close()));
    },
  };
}
