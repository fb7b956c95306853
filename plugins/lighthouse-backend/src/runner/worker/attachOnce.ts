import type { CDPSession, Page } from 'puppeteer-core';

const ATTACH = 'Target.setAutoAttach';

/**
 * Lets whoever opens a session of a page attach to the page's frames once in it; asked for again, it
 * is said to be done without the browser being asked.
 *
 * Lighthouse asks again whenever the page has navigated. Chromium then lets go of a frame of another
 * site that has answered and waits to be attached to, and never shows it: the page goes on loading
 * until the audit is ended (docs/adr/0024). What is attached once stays so when a page navigates.
 *
 * @param page - of puppeteer's; changed
 * @returns the same page
 */
export function attachOnce(page: Page): Page {
  const target = page.target();
  const createSession = target.createCDPSession.bind(target);
  target.createCDPSession = async () => {
    const session = await createSession();
    const send = session.send.bind(session) as (
      ...command: unknown[]
    ) => Promise<unknown>;
    let attached = false;
    session.send = (async (method: string, ...rest: unknown[]) => {
      if (method === ATTACH) {
        if (attached) {
          return undefined;
        }
        attached = true;
      }
      return send(method, ...rest);
    }) as CDPSession['send'];
    return session;
  };
  return page;
}
