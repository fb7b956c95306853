import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * Expects that axe finds nothing wrong with a page, in the state that it has come to.
 *
 * @param upstream - rules that Backstage's own parts of this page break; found there and named
 *   here so that anything else, and the day they are mended, is noticed
 */
export async function expectAccessible(
  page: Page,
  name: string,
  upstream: string[] = [],
) {
  await page.waitForLoadState('networkidle');
  // On a busy machine what is loaded comes later than the network falls silent.
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  // React Aria keeps what it has announced for seconds, also when its label is gone from the page.
  const { violations } = await new AxeBuilder({ page })
    .exclude('[data-live-announcer]')
    .analyze();
  const found = violations.map(({ id, nodes }) =>
    upstream.includes(id)
      ? id
      : `${id}: ${nodes
          .slice(0, 3)
          .map(node => node.target.join(' '))
          .join(' | ')}`,
  );
  expect.soft(found.sort(), name).toEqual([...upstream].sort());
}

/** Expects that a page doesn't scroll sideways. */
export async function expectNoOverflow(page: Page, name: string) {
  const overflow = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect.soft(overflow, `${name}: pixels that are too wide`).toBe(0);
}
