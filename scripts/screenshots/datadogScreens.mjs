// The screens of Datadog, some of which are taller than a window.

const STREAM = '/catalog/default/component/stream-service';
const TALL = 3_900;
const PHONE_TALL = 5_600;

/** Stands in for Datadog's own pages, which no simulator has: frames show what they would frame. */
async function frameWords(page) {
  await page.route(/^https:\/\/(?:p|app)\.datadoghq\.com\//, route =>
    route.fulfill({
      contentType: 'text/html',
      body: '<body style="font:16px sans-serif;color:#777;display:grid;place-content:center;height:90vh">Here Datadog shows the graph.</body>',
    }),
  );
}

async function shootCard({ page, open, settle, shoot }) {
  await open(STREAM);
  await page
    .getByRole('heading', { name: 'Health in Datadog' })
    .evaluate(heading => heading.scrollIntoView({ block: 'center' }));
  await page.getByText('5 monitors').waitFor();
  await settle();
  await shoot('datadog-card');
}

async function shootTab({ page, open, settle, shoot }) {
  const usual = page.viewportSize();
  await page.setViewportSize({
    ...usual,
    height: usual.width > 600 ? TALL : PHONE_TALL,
  });
  await open(`${STREAM}/datadog`);
  await page.getByRole('button', { name: 'History of Joins succeed' }).click();
  await page.locator('.recharts-line').nth(4).waitFor();
  await settle();
  await shoot('datadog-tab');
  await page.setViewportSize(usual);
}

/** What the pictures show: somebody of the platform team looks at a service in trouble. */
export const datadogVisits = [
  {
    login: 'robin-hale',
    visit: async look => {
      const { page, open, settle, shoot } = look;
      await frameWords(page);
      await shootCard(look);
      await shootTab(look);
      await open('/catalog/default/system/stream/datadog-services');
      await page.getByRole('table').waitFor();
      await settle();
      await shoot('datadog-system');
      await open('/datadog');
      await page.getByRole('table').waitFor();
      await settle();
      await shoot('datadog-status');
    },
  },
];
