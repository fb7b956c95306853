/**
 * How often an open, visible page asks the portal's backend anew, in milliseconds. The backend keeps
 * what Datadog said for 30 to 60 seconds, so more often would tell nothing new, and any number of
 * open pages cost Datadog no more calls than one.
 */
export const RENEW_MS = 60_000;
