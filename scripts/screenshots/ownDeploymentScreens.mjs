// The screens of the portal's own deployment, which is what its own workflows do, and its documentation.

const PORTAL = '/catalog/default/component/developer-portal';

async function shootDeployment({ page, open, shoot, settle }) {
  await open(`${PORTAL}/workflows`);
  await page.getByText('rollback', { exact: true }).first().waitFor();
  await settle();
  await shoot('own-workflows');
  await open(`${PORTAL}/workflows?dispatch=deploy.yml`);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'environment' }).click();
  await page.getByRole('option', { name: 'production', exact: true }).click();
  await dialog.getByText('waits until').first().waitFor();
  await settle();
  await shoot('own-deployment-form');
  await dialog.getByRole('button', { name: 'Run workflow' }).click();
  await page.waitForURL(/\/runs\/\d+/);
  await page
    .getByRole('region', { name: 'Waiting for approval' })
    .waitFor({ timeout: 60_000 });
  await settle();
  await shoot('own-deployment-waiting');
}

async function shootApproval({ page, open, shoot, settle }) {
  await open(`${PORTAL}/workflows?workflow=deploy.yml`);
  await page
    .getByRole('link', { name: 'Deploy main to production' })
    .first()
    .click();
  await page.getByRole('button', { name: /^Approve/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Comment').fill('Staging is fine');
  await settle();
  await shoot('own-deployment-approval');
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('Success').first().waitFor({ timeout: 60_000 });
  await settle();
  await shoot('own-deployment');
}

async function shootDocumentation({ page, open, shoot, settle }) {
  for (const [name, address] of Object.entries({
    docs: '/docs',
    'docs-tab': `${PORTAL}/docs`,
    'docs-page': `/docs/default/component/developer-portal/operations/first-deployment`,
  })) {
    await open(address);
    await page.getByRole('heading').first().waitFor();
    await settle();
    await shoot(name);
  }
}

/** Somebody of the platform team deploys, another approves. */
export const ownDeploymentVisits = [
  { login: 'robin-hale', visit: shootDeployment },
  { login: 'sam-okoro', visit: shootApproval },
  { login: 'noa-berg', visit: shootDocumentation },
];
