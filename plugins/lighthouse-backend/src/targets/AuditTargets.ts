/** Which addresses the entities of the catalog declare; `src/catalog` implements it. */
export interface DeclaredWebsites {
  /** @param url - in the form of `parseAuditUrl` */
  has(url: string): Promise<boolean>;
}

/**
 * Decides which addresses the portal may open. Made by `createAuditTargets({ config, declared })`
 * of `createAuditTargets.ts`, from the `RootConfigService` and a {@link DeclaredWebsites}.
 */
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
