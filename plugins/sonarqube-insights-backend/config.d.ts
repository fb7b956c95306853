import { HumanDuration } from '@backstage/types';

export interface Config {
  /**
   * The SonarQube servers: the keys of `@backstage-community/plugin-sonarqube-backend`. Without this
   * block the portal starts, and the pages say what is missing.
   */
  sonarqube?: {
    /** Address of the default server, as the portal reaches it. Goes with `apiKey`. */
    baseUrl?: string;
    /** Its address for people, in links. Default: `baseUrl`. */
    externalBaseUrl?: string;
    /**
     * Token of a user who may browse the projects (a user token, not a project analysis token).
     * @visibility secret
     */
    apiKey?: string;
    /** How the token is sent; SonarQube Cloud takes `Bearer` only. Default: `Basic`. */
    authType?: 'Basic' | 'Bearer';

    /** Further servers, which an annotation names before its `/`. Default: none. */
    instances?: Array<{
      /** `default` stands for the server without a name, in place of the keys above. */
      name: string;
      /** Address as the portal reaches it. */
      baseUrl: string;
      /** Address for people, in links. Default: `baseUrl`. */
      externalBaseUrl?: string;
      /**
       * Token of a user who may browse the projects.
       * @visibility secret
       */
      apiKey: string;
      /** How the token is sent. Default: `Basic`. */
      authType?: 'Basic' | 'Bearer';
    }>;
  };

  /** How patient the portal is with SonarQube. */
  sonarqubeInsights?: {
    /**
     * How long what SonarQube said is shown without asking again. Default: 5 minutes, as an
     * analysis takes minutes itself.
     */
    cacheTtl?: HumanDuration | string;
    /** How long one call may take. Default: 10 seconds. */
    timeout?: HumanDuration | string;
  };
}
