// The screens of Lighthouse. The audits are really run, so the pictures show what was measured.

const TAB = '/catalog/default/component/webapp/lighthouse';
const AUDIT_MS = 180_000;
const TALL = { width: 1280, height: 1_600 };

const isScored = page =>
  page.getByRole('region', { name: 'Scores' }).waitFor({ timeout: AUDIT_MS });

/** Runs an audit of the simulated page, and ends on its page. */
async function audit({ page, open }, device) {
  await open(TAB);
  await page
    .getByRole('button', {
      name: new RegExp(`^Run .*localhost.* on ${device}$`),
    })
    .click();
  await page.waitForURL(/\/audit\//);
}

async function shootAudits(look) {
  const { page, shoot, settle } = look;
  await audit(look, 'desktop');
  await isScored(page);
  await audit(look, 'mobile');
  await page.getByRole('progressbar').waitFor();
  await shoot('lighthouse-running');
  await isScored(page);
  await audit(look, 'mobile');
  await isScored(page);
  await settle();
  await shoot('lighthouse-audit');
  await page
    .getByRole('region', { name: 'Compared with an earlier audit' })
    .scrollIntoViewIfNeeded();
  await shoot('lighthouse-compare');
  await page
    .getByRole('region', { name: 'Full report' })
    .evaluate(it => it.scrollIntoView());
  await settle();
  await shoot('lighthouse-report');
}

async function shootPlaces({ page, open, shoot, settle }) {
  const places = {
    lighthouse: ['/lighthouse', /^http:\/\/localhost/],
    'lighthouse-form': ['/lighthouse/create-audit', 'Run audit'],
    'lighthouse-tab': [TAB, 'History'],
  };
  const before = page.viewportSize();
  for (const [name, [address, shows]] of Object.entries(places)) {
    if (name === 'lighthouse-tab' && before.width > 600)
      await page.setViewportSize(TALL);
    await open(address);
    await page.getByText(shows).first().waitFor();
    // The library that draws the chart comes after the page; a line that is level has no height.
    if (name === 'lighthouse-tab')
      await page
        .locator('.recharts-line')
        .first()
        .waitFor({ state: 'attached' });
    await settle();
    await shoot(name);
    await page.setViewportSize(before);
  }
}

/** What the pictures show: somebody of the web team audits WebApp. */
export const lighthouseVisits = [
  {
    login: 'max-rivera',
    visit: async look => {
      await shootAudits(look);
      await shootPlaces(look);
    },
  },
];
