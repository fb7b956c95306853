import { expect, test } from '@playwright/test';
import { expectAccessible, expectNoOverflow } from './support/accessibility';
import { enterAsGuest, signIn } from './support/portal';

// What Backstage 1.55's own parts break; ours break nothing.
const entityHeader = ['region'];
const catalogTable = [
  'heading-order',
  'landmark-one-main',
  'nested-interactive',
  'region',
];

const APPSYNC = '/catalog/default/component/appsync-service';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('sign-in', async ({ page }) => {
      await page.goto('/');
      await expect(
        page.getByRole('button', { name: 'Sign in with GitHub' }),
      ).toBeVisible();
      await expectAccessible(page, 'sign-in');
    });

    test('home, catalog, entity, workflows, form and run', async ({ page }) => {
      await signIn(page, 'sam-okoro', '/');
      await expect(
        page.getByRole('heading', { name: /Welcome/ }),
      ).toBeVisible();
      await expectAccessible(page, 'home');

      await page.goto('/catalog');
      await expect(
        page.getByRole('link', { name: 'AppSync Service' }),
      ).toBeVisible();
      await expectAccessible(page, 'catalog', catalogTable);

      await page.goto(APPSYNC);
      await expect(
        page.getByRole('heading', { name: 'Latest runs' }),
      ).toBeVisible();
      await expectAccessible(page, 'entity', entityHeader);

      await page.goto(`${APPSYNC}/workflows`);
      await expect(page.getByText('deploy.yml').first()).toBeVisible();
      await expectAccessible(page, 'workflows', entityHeader);

      await page.goto(
        `${APPSYNC}/workflows?dispatch=deploy.yml&ref=feature/schema-v2`,
      );
      await expect(
        page.getByRole('dialog').getByText('migration').first(),
      ).toBeVisible();
      await expectAccessible(page, 'run dialog');

      await page.goto(`${APPSYNC}/workflows`);
      await page.locator('a[href*="/workflows/runs/"]').first().click();
      await expect(page.getByRole('heading', { name: /Jobs/ })).toBeVisible();
      await expectAccessible(page, 'run', entityHeader);
    });

    test('on a phone, as a guest', async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await enterAsGuest(page, '/');
      const paths: Record<string, string[]> = {
        '/': [],
        '/catalog': catalogTable,
        '/search': ['landmark-one-main', 'listitem', 'region'],
        [APPSYNC]: entityHeader,
        [`${APPSYNC}/workflows`]: entityHeader,
        '/catalog/default/group/backend': ['heading-order', 'region'],
        '/settings': [
          'aria-valid-attr-value',
          'heading-order',
          'landmark-one-main',
          'region',
        ],
        '/nowhere': [],
      };
      for (const [path, upstream] of Object.entries(paths)) {
        await page.goto(path);
        await expect(page.getByRole('heading').first()).toBeVisible();
        await expectAccessible(page, path, upstream);
        await expectNoOverflow(page, path);
      }
    });
  });
}
