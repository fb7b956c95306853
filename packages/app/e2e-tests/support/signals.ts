import type { Page } from '@playwright/test';

/**
 * Resolves once a page has asked the portal for the signals of a channel: what happens from then on
 * it is told. Call it before the page is opened.
 */
export function listensTo(page: Page, channel: string): Promise<void> {
  return new Promise(resolve => {
    page.on('websocket', socket =>
      socket.on('framesent', ({ payload }) => {
        const text = payload.toString();
        if (text.includes('"subscribe"') && text.includes(`"${channel}"`)) {
          resolve();
        }
      }),
    );
  });
}
