import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { enterAsGuest, signIn } from './support/portal';

const APPSYNC = '/catalog/default/component/appsync-service';

async function expectNoViolations(page: Page) {
  // Wait for what loads: a skeleton is not the page.
  await page.waitForLoadState('networkidle');
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(node => node.target).join(' | ')}`,
  );
  expect(found).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('sign-in', async ({ page }) => {
      await page.goto('/');
      await expect(
        page.getByRole('button', { name: 'Sign in with GitHub' }),
      ).toBeVisible();
      await expectNoViolations(page);
    });

    test('home, catalog, entity, workflows, form and run', async ({ page }) => {
      await signIn(page, 'sam-okoro', '/');
      await expect(
        page.getByRole('heading', { name: /Welcome/ }),
      ).toBeVisible();
      await expectNoViolations(page);

      await page.goto('/catalog');
      await expect(
        page.getByRole('link', { name: 'AppSync Service' }),
      ).toBeVisible();
      await expectNoViolations(page);

      await page.goto(APPSYNC);
      await expect(
        page.getByRole('heading', { name: 'Latest runs' }),
      ).toBeVisible();
      await expectNoViolations(page);

      await page.goto(`${APPSYNC}/workflows`);
      await expect(page.getByText('deploy.yml').first()).toBeVisible();
      await expectNoViolations(page);

      await page.goto(
        `${APPSYNC}/workflows?dispatch=deploy.yml&ref=feature/schema-v2`,
      );
      await expect(
        page.getByRole('dialog').getByText('migration').first(),
      ).toBeVisible();
      await expectNoViolations(page);

      await page.goto(`${APPSYNC}/workflows`);
      await page.locator('a[href*="/workflows/runs/"]').first().click();
      await expect(page.getByRole('heading', { name: /Jobs/ })).toBeVisible();
      await expectNoViolations(page);
    });

    test('the rest, as a guest on a phone', async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await enterAsGuest(page, '/');
      for (const path of [
        '/',
        '/catalog',
        '/search',
        `${APPSYNC}/workflows`,
        '/catalog/default/group/backend',
        '/settings',
        '/nowhere',
      ]) {
        await page.goto(path);
        await expect(page.getByRole('heading').first()).toBeVisible();
        await expectNoViolations(page);
        const overflow = await page.evaluate(
          () =>
            document.documentElement.scrollWidth -
            document.documentElement.clientWidth,
        );
        expect(`${path} is ${overflow} px too wide`).toBe(
          `${path} is 0 px too wide`,
        );
      }
    });
  });
}
