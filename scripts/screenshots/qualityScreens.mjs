// The screens of code quality, which are taller than a window.

const COMPONENT = '/catalog/default/component';
const TALL = 2_000;

async function shootTall({ page, open, shoot, settle }, pages) {
  const usual = page.viewportSize();
  await page.setViewportSize({ ...usual, height: TALL });
  for (const [name, address] of Object.entries(pages)) {
    await open(address);
    await page.getByRole('heading', { name: 'Quality gate' }).waitFor();
    await settle();
    await shoot(name);
  }
  await page.setViewportSize(usual);
}

async function shootCard({ page, open, settle, shoot }) {
  await open(`${COMPONENT}/webapp`);
  await page
    .getByRole('heading', { name: 'Code quality' })
    .evaluate(heading => heading.scrollIntoView({ block: 'center' }));
  await settle();
  await shoot('quality-card');
}

/** What the pictures show: somebody of the team of the web client looks at it and at its system. */
export const qualityVisits = [
  {
    login: 'max-rivera',
    visit: async look => {
      await shootCard(look);
      await shootTall(look, {
        'quality-tab': `${COMPONENT}/webapp/sonarqube`,
        'quality-tab-mqr': `${COMPONENT}/studio-webapp/sonarqube`,
      });
      await look.open(
        '/catalog/default/system/client-apps/sonarqube-components',
      );
      await look.settle();
      await look.shoot('quality-system');
    },
  },
];
