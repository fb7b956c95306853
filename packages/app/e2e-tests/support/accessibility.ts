import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

// A page may still be filling while neither network nor spinner tell of it: on a busy machine for
// seconds. What is wrong with it is wrong after that, too.
const SETTLED_MS = 15_000;

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
  const expected = [...upstream].sort();
  const deadline = Date.now() + SETTLED_MS;
  let found = await faultsOf(page, upstream);
  while (found.join() !== expected.join() && Date.now() < deadline) {
    found = await faultsOf(page, upstream);
  }
  expect.soft(found, name).toEqual(expected);
}

async function faultsOf(page: Page, upstream: string[]): Promise<string[]> {
  // React Aria keeps what it has announced for seconds, also when its label is gone from the page.
  const { violations } = await new AxeBuilder({ page })
    .exclude('[data-live-announcer]')
    // To describe all that is right takes axe longer than to find what is wrong.
    .options({ resultTypes: ['violations'] })
    // A page without frames has no parts to be put together in another page.
    .setLegacyMode(page.frames().length === 1)
    .analyze();
  return violations
    .map(({ id, nodes }) =>
      upstream.includes(id)
        ? id
        : `${id}: ${nodes
            .slice(0, 3)
            .map(node => node.target.join(' '))
            .join(' | ')}`,
    )
    .sort();
}

/** Expects that a page doesn't scroll sideways. */
export async function expectNoOverflow(page: Page, name: string) {
  const overflow = () =>
    page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
  await expect
    .configure({ soft: true })
    .poll(overflow, `${name}: pixels that are too wide`)
    .toBe(0);
}
