export interface Config {
  /** What the portal's own front end needs to know about its surroundings. */
  portal?: {
    /**
     * Names of the upstreams that are stand-ins (for example `GitHub`). While the list has
     * entries, every page says so in a strip at its top. Default: none.
     * @visibility frontend
     */
    simulatedUpstreams?: string[];

    /**
     * Offers *Look around as a guest* on the sign-in page. Set it together with
     * `auth.providers.guest`, which the browser can't see. Default: false.
     * @visibility frontend
     */
    guestSignIn?: boolean;

    /**
     * One sentence below the choices of the sign-in page, for example who may be chosen where
     * people are simulated. Default: none.
     * @visibility frontend
     */
    signInHint?: string;
  };
}
