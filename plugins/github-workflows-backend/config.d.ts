import { HumanDuration } from '@backstage/types';

export interface Config {
  /**
   * The GitHub Workflows plugin. Which GitHub it asks, and with which credential it reads,
   * is in `integrations.github`.
   */
  githubWorkflows?: {
    /** How long one call to GitHub may take. Default: 10 seconds. */
    timeout?: HumanDuration | string;

    /**
     * How often the backend asks GitHub about a run that isn't finished, however many people
     * look at it. Default: 4 seconds.
     */
    watchInterval?: HumanDuration | string;

    /** How long lists of workflows, branches and runs are kept. Default: 10 seconds. */
    keepLists?: HumanDuration | string;

    /** The most of a job's log that is given to a browser, in bytes. Default: 268435456 (256 MiB). */
    maxLogBytes?: number;

    /** For how many days the audit keeps what was done through the portal. Default: 400. */
    auditRetentionDays?: number;

    /** The largest artifact that is handed out, in bytes. Default: 524288000 (500 MiB). */
    maxArtifactBytes?: number;

    /**
     * As whom workflows are run: as the signed-in person, with that person's rights on GitHub,
     * unless a rule here names the workflow. The permission to run it is asked for either way.
     */
    identity?: {
      /**
       * Workflows that run as the portal's GitHub App, so that people without write access on
       * GitHub can run them. Needs an app in integrations.github with Actions: write. An input
       * that the file declares as requested_by gets the ref of the person. Default: none.
       */
      app?: Array<{
        /** Patterns of entity refs, such as `component:default/studio-*`. */
        entities?: string[];
        /** Patterns of `owner/repository`. */
        repositories?: string[];
        /** Patterns of workflow files, such as `deploy-*.yml`. */
        files: string[];
      }>;
    };
  };
}
