import { HumanDuration } from '@backstage/types';

export interface Config {
  /**
   * Figma, whose designs the portal shows. Without this block the portal starts, and the pages say
   * what is missing.
   */
  figma?: {
    /**
     * Token that the portal asks with: a personal access token or a plan access token, with the
     * scopes of the README.
     * @visibility secret
     */
    token: string;
    /** Address of Figma's API. Default: `https://api.figma.com`. */
    baseUrl?: string;
    /**
     * Plan that the files are in: how many calls a minute Figma allows depends on it. Default:
     * `professional`.
     */
    plan?: 'starter' | 'professional' | 'organization' | 'enterprise';
    /** How long what Figma said is shown without asking again. Default: 5 minutes. */
    cacheTtl?: HumanDuration | string;
    /** How long one call may take; drawing many frames takes a while. Default: 30 seconds. */
    timeout?: HumanDuration | string;
    /** Lets Figma tell of changes by itself, at `/api/figma/webhook`. */
    webhook?: {
      /**
       * Passcode of the webhook, as it was created in Figma; at least 16 characters.
       * @visibility secret
       */
      passcode: string;
    };
  };
}
