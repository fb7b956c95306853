import {
  DEFAULT_INSTANCE,
  ProjectRef,
} from '@internal/plugin-sonarqube-insights-common';
import type { SonarqubeConfig } from '../config';
import { problem } from '../problems';
import { Places } from '../upstream/Places';
import { SonarqubeClient } from '../upstream/SonarqubeClient';

// To all servers together.
const MAX_CALLS_AT_ONCE = 4;
// A few people who open large lists at once.
const MAX_WAITING = 2_000;

/** The SonarQube servers of the configuration. */
export class Instances {
  readonly #clients: Map<string, SonarqubeClient>;

  constructor({ instances, timeoutMs }: SonarqubeConfig) {
    const places = new Places(
      instances.map(({ name }) => name),
      { places: MAX_CALLS_AT_ONCE, mayWait: MAX_WAITING },
    );
    this.#clients = new Map(
      instances.map(instance => [
        instance.name,
        new SonarqubeClient(instance, { timeoutMs, places }),
      ]),
    );
  }

  /**
   * The server that a project is on.
   *
   * @throws NotFoundError with code `not_configured` or `instance_unknown`
   */
  of({ instance }: ProjectRef): SonarqubeClient {
    const client = this.#clients.get(instance);
    if (client) {
      return client;
    }
    if (this.#clients.size === 0) {
      throw problem(
        'absent',
        'not_configured',
        'The portal is not told where SonarQube is: the configuration has no sonarqube.baseUrl.',
        'The platform team can set sonarqube.baseUrl and sonarqube.apiKey.',
      );
    }
    throw instance === DEFAULT_INSTANCE
      ? problem(
          'absent',
          'instance_unknown',
          'The annotation sonarqube.org/project-key names no SonarQube server, and the configuration has no default one.',
          `Write the server's name before the key, such as ${[...this.#clients.keys()][0]}/project-key, or let the platform team set sonarqube.baseUrl.`,
        )
      : problem(
          'absent',
          'instance_unknown',
          `The annotation sonarqube.org/project-key names the SonarQube server ${instance}, which the portal doesn't know.`,
          'Correct the name before the /, or let the platform team add the server to sonarqube.instances.',
        );
  }
}
