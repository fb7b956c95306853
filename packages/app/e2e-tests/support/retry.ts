import { expect, type Locator } from '@playwright/test';

/**
 * Presses Retry until what had failed is there; after failures the portal leaves an upstream alone
 * for a moment.
 *
 * @param part - what has the button, as long as it has failed
 * @param isThere - throws as long as it isn't; may wait for some seconds
 */
export async function retryUntil(part: Locator, isThere: () => Promise<void>) {
  const retry = part.getByRole('button', { name: 'Retry' });
  await expect(async () => {
    // It is gone when the answer has come after all.
    if (await retry.isVisible()) {
      await retry.click({ timeout: 2_000 });
    }
    await isThere();
  }).toPass();
}
