import { expect, test } from '@playwright/test';
import { expectAccessible, expectNoOverflow } from './support/accessibility';
import { pushHeldWorkflow } from './support/heldWorkflow';
import { enterAsGuest, signIn } from './support/portal';
import { listedRuns } from './support/runs';
import { simulatedGithub } from './support/simulatedGithub';

// What Backstage 1.55's own parts break; ours break nothing.
const entityHeader = ['region'];
const catalogTable = [
  'heading-order',
  'landmark-one-main',
  'nested-interactive',
  'region',
];
const pageTabs = ['aria-valid-attr-value', 'region'];

const APPSYNC = '/catalog/default/component/appsync-service';
const STUDIO = '/catalog/default/component/studio-service';
const PRESETS = `version: 1
presets:
  - name: Production
    workflow: deploy.yml
    inputs: { stage: production, dry_run: true }
`;

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
      await listedRuns(page).first().click();
      await expect(page.getByRole('heading', { name: /Jobs/ })).toBeVisible();
      await expectAccessible(page, 'run', entityHeader);
    });

    test('dialogs of a run: cancel and re-run', async ({ page }) => {
      const branch = `test/dialogs-${colorScheme}`;
      await pushHeldWorkflow({ branch, file: 'nightly.yml', name: 'Nightly' });
      await signIn(
        page,
        'sam-okoro',
        `${APPSYNC}/workflows?dispatch=nightly.yml&ref=${branch}`,
      );
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Run workflow' }).click();
      await expect(page).toHaveURL(/\/workflows\/runs\/\d+/);
      await page.getByRole('button', { name: 'Cancel run' }).click();
      await expect(dialog).toBeVisible();
      await expectAccessible(page, 'cancel dialog');
      await dialog.getByRole('button', { name: 'Cancel run' }).click();

      const again = page.getByRole('button', { name: 'Re-run', exact: true });
      await expect(again).toBeVisible({ timeout: 60_000 });
      await again.click();
      await expect(page.getByRole('menu')).toBeVisible();
      await expectAccessible(page, 're-run menu');
      await page.getByRole('menuitem', { name: 'All jobs' }).click();
      // The menu, on its way out, is a dialog too.
      await expect(
        page.getByRole('dialog', { name: /^Re-run all jobs/ }),
      ).toBeVisible();
      await expect(page.getByRole('menu')).toBeHidden();
      await expectAccessible(page, 're-run dialog');
    });

    test('over all repositories, and a form with presets', async ({ page }) => {
      await simulatedGithub.push({
        owner: 'MobWorx',
        repo: 'studio-service',
        branch: 'main',
        message: 'Offer values for the deployment',
        actor: 'lee-moran',
        files: { '.github/portal-dispatch.yaml': PRESETS },
      });
      await signIn(
        page,
        'robin-hale',
        `${STUDIO}/workflows?dispatch=deploy.yml`,
      );
      const dialog = page.getByRole('dialog', { name: 'Run Deploy' });
      await dialog.getByRole('button', { name: 'Fill in from…' }).click();
      await expectAccessible(page, 'presets');
      await page.getByRole('menuitem', { name: 'Production' }).click();
      await expect(
        dialog.getByText(/The deployment to production waits until/),
      ).toBeVisible();
      await expectAccessible(page, 'form with presets and preflight');

      const shown: Record<string, string | RegExp> = {
        '/workflows/overview': /^Waiting for approval/,
        '/workflows/mine': 'What I have run',
        '/workflows/audit': 'What was done through the portal',
        '/workflows/status': 'How the portal gets on with GitHub',
      };
      for (const [path, heading] of Object.entries(shown)) {
        await page.goto(path);
        await expect(
          page.getByRole('heading', { name: heading }).first(),
        ).toBeVisible();
        await expectAccessible(page, path, pageTabs);
        await page.setViewportSize({ width: 390, height: 844 });
        await expectAccessible(page, `${path} on a phone`, pageTabs);
        await expectNoOverflow(page, `${path} on a phone`);
        await page.setViewportSize({ width: 1280, height: 800 });
      }
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
