// The screens of designs. The frames are drawn by the simulated Figma, read and kept by the portal.

const COMPONENT = '/catalog/default/component';
const TALL = 2_400;
const FIRST_MS = 60_000;

/** Waits until every picture that has come into view is drawn. */
async function drawn(page) {
  await page
    .locator('img[src^="blob:"]')
    .first()
    .waitFor({ timeout: FIRST_MS });
  await page.waitForFunction(
    () =>
      ![...document.querySelectorAll('[aria-busy="true"]')].some(place => {
        const { top } = place.getBoundingClientRect();
        return top < window.innerHeight;
      }),
    undefined,
    { timeout: FIRST_MS },
  );
}

async function shootCard({ page, open, settle, shoot }) {
  await open(`${COMPONENT}/webapp`);
  const heading = page.getByRole('heading', { name: 'Design', exact: true });
  await heading.waitFor({ timeout: FIRST_MS });
  await heading.evaluate(it => it.scrollIntoView({ block: 'start' }));
  await page.mouse.wheel(0, -80);
  await drawn(page);
  await settle();
  await shoot('design-card');
}

async function shootTall({ page, open, settle, shoot }) {
  const usual = page.viewportSize();
  await page.setViewportSize({ ...usual, height: TALL });
  const pages = {
    'design-tab': `${COMPONENT}/webapp/design`,
    'design-tab-phones': `${COMPONENT}/ios/design`,
    'design-files': '/design-files',
  };
  for (const [name, address] of Object.entries(pages)) {
    await open(address);
    await drawn(page);
    await settle();
    await shoot(name);
  }
  await page.setViewportSize(usual);
}

async function shootDialogs({ page, open, settle, shoot }) {
  await open(`${COMPONENT}/webapp/design?frame=10:2`);
  await page.getByRole('dialog').locator('img').waitFor();
  await settle();
  await shoot('design-frame');
  await open(`${COMPONENT}/webapp/design`);
  const link = page.getByRole('button', { name: 'Link to this entity' });
  await link.click({ timeout: FIRST_MS });
  await settle();
  await shoot('design-link');
  await open(`${COMPONENT}/webrtc-demo/design`);
  await page
    .getByText('No design file is named yet')
    .waitFor({ timeout: FIRST_MS });
  await settle();
  await shoot('design-none');
}

/** What the pictures show: somebody of the platform team looks at designs and links one. */
export const figmaVisits = [
  {
    login: 'robin-hale',
    visit: async look => {
      await shootCard(look);
      await shootTall(look);
      await shootDialogs(look);
    },
  },
];
