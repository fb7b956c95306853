import type { Locator, Page } from '@playwright/test';

// More presses of Tab than any of the pages has places to stop at.
const MOST_STOPS = 150;

/** Goes on by Tab until the focus is on what is looked for. */
export async function tabTo(page: Page, target: Locator) {
  await target.waitFor();
  const element = await target.elementHandle();
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    // By the element itself: while a list is open, what is around it has no role.
    if (await element!.evaluate(it => it === document.activeElement)) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`No Tab leads to ${target}`);
}
