/** Decides which addresses the portal may open. */
export interface AuditTargets {
  /**
   * Checks an address that somebody gave: its form, whether an entity of the catalog or the
   * configuration declares it, and where its name leads.
   *
   * @returns the address in the form of `parseAuditUrl`
   * @throws a problem with one of the codes `url_*` or `target_*` and a remedy
   */
  check(url: string): Promise<string>;
}
