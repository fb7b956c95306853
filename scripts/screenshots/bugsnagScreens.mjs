// The screens of Bugsnag, which are taller than a window.

const COMPONENT = '/catalog/default/component';
const TALL = 2_100;

async function shootCard({ page, open, settle, shoot }) {
  await open(`${COMPONENT}/webapp`);
  await page.getByRole('heading', { name: 'Errors', exact: true }).waitFor();
  await settle();
  await page
    .getByRole('list', { name: 'Errors that most users met' })
    .evaluate(list => list.scrollIntoView({ block: 'center' }));
  await settle();
  await shoot('bugsnag-card');
}

async function shootTab({ page, open, settle, shoot }) {
  const usual = page.viewportSize();
  await page.setViewportSize({ ...usual, height: TALL });
  await open(`${COMPONENT}/webapp/bugsnag?period=24h&sort=users`);
  await page.getByRole('rowheader', { name: /^4\.11\.1/ }).waitFor();
  await settle();
  await shoot('bugsnag-tab');
  await page.setViewportSize(usual);
}

/** A page of another list: what is said where one part can't be shown. */
async function shootFailure({ page, open, settle, shoot }) {
  await open(`${COMPONENT}/webapp/bugsnag?cursor=a-page-of-another-list`);
  const heading = page.getByText('This page of the list is gone');
  await heading.waitFor();
  await heading.evaluate(one => one.scrollIntoView({ block: 'center' }));
  await settle();
  await shoot('bugsnag-failure');
}

/** What the pictures show: somebody of the team of the web client looks at its errors. */
export const bugsnagVisits = [
  {
    login: 'max-rivera',
    visit: async look => {
      await shootCard(look);
      await shootTab(look);
      await shootFailure(look);
    },
  },
];
