import type { Locator, Page } from '@playwright/test';

/** Links of the runs that the tab Workflows lists; its workflows have links to their last ones, too. */
export function listedRuns(page: Page): Locator {
  return page
    .getByRole('region', { name: 'Runs', exact: true })
    .locator('a[href*="/workflows/runs/"]');
}
