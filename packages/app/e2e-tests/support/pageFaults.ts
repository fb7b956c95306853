import type { Page } from '@playwright/test';

/**
 * Notes what a page may not do: ask for something outside of the portal, or break its content
 * security policy. Call it before the page is opened.
 *
 * @returns what was noted so far, as sentences
 */
export async function notePageFaults(page: Page): Promise<string[]> {
  const faults: string[] = [];
  const portal = new URL(process.env.PORTAL_URL!).origin;
  page.on('request', request => {
    const { protocol, origin } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && origin !== portal) {
      faults.push(`asked ${request.url()}`);
    }
  });
  await page.exposeFunction('notePolicyViolation', (violation: string) => {
    faults.push(violation);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', event => {
      (
        window as unknown as { notePolicyViolation(violation: string): void }
      ).notePolicyViolation(
        `${event.effectiveDirective} refused ${event.blockedURI}`,
      );
    });
  });
  return faults;
}
