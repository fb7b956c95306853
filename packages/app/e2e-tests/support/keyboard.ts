import type { Locator, Page } from '@playwright/test';

// More presses of Tab than any of the pages has places to stop at.
const MOST_STOPS = 150;

/** Goes on by Tab until the focus is on what is looked for. */
export async function tabTo(page: Page, target: Locator) {
  await target.waitFor();
  let element = await target.elementHandle();
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    // By the element itself: while a list is open, what is around it has no role.
    const [isThere, hasFocus] = await element!.evaluate(it => [
      it.isConnected,
      it === document.activeElement,
    ]);
    if (hasFocus) {
      return;
    }
    if (isThere) {
      await page.keyboard.press('Tab');
    } else {
      // A page that changes by itself has drawn it anew.
      element = await target.elementHandle();
    }
  }
  throw new Error(`No Tab leads to ${target}`);
}
