import type { ServiceId } from '@internal/plugin-mobworx-common';
import type { EnvironmentConfig } from './config';
import { problem } from './problems';

/** The configured environments: the only ones that an address can name. */
export class Environments {
  readonly #environments: EnvironmentConfig[];

  constructor(environments: EnvironmentConfig[]) {
    this.#environments = environments;
  }

  /** All of them, in the order of the configuration. */
  all(): EnvironmentConfig[] {
    return this.#environments;
  }

  /** @throws NotFoundError with code `environment_unknown` */
  named(id: string): EnvironmentConfig {
    const found = this.#environments.find(environment => environment.id === id);
    if (!found) {
      throw problem(
        'absent',
        'environment_unknown',
        `There is no environment ${id}.`,
        'Choose one of those on the page Environments.',
      );
    }
    return found;
  }

  /**
   * An environment in which a service is configured.
   *
   * @throws NotFoundError with code `environment_unknown` or `service_not_configured`
   */
  with(id: string, service: ServiceId): EnvironmentConfig {
    const environment = this.named(id);
    if (!environment.configured.includes(service)) {
      throw problem(
        'absent',
        'service_not_configured',
        `The portal isn't told where ${service} is in ${environment.title}.`,
        `Add services.${service} to ${id} in mobworx.environments.`,
      );
    }
    return environment;
  }
}
