import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, expectNoOverflow } from './support/accessibility';
import { tabTo } from './support/keyboard';
import { notePageFaults } from './support/pageFaults';
import { enterAsGuest, signIn } from './support/portal';
import { simulatedFigma } from './support/simulatedFigma';

const COMPONENT = '/catalog/default/component';
const TAB = `${COMPONENT}/webapp/design`;
const FILE = 'MWXwebappDesignFileKey001';
const EMBED = 'https://embed.figma.com';
// The catalog may still be reading its files when the portal answers, and Figma draws.
const FIRST_MS = 60_000;
const PHONE = { width: 390, height: 844 };
// What Backstage 1.55's own parts break; ours break nothing.
const upstream = ['region'];

const region = (page: Page, name: string) => page.getByRole('region', { name });

const card = (page: Page) =>
  page.locator('.bui-Card').filter({
    has: page.getByRole('heading', { name: 'Design', exact: true }),
  });

async function openTab(page: Page, path = TAB, login = 'max-rivera') {
  await signIn(page, login, path);
  await expect(region(page, 'Frames')).toBeVisible({ timeout: FIRST_MS });
}

/** Expects that what an image shows has been read and drawn. */
async function expectDrawn(page: Page, name: string) {
  const image = page.getByRole('img', { name, exact: true }).first();
  await expect(image).toBeVisible({ timeout: FIRST_MS });
  await expect
    .poll(() => image.evaluate((it: HTMLImageElement) => it.naturalWidth))
    .toBeGreaterThan(100);
  await expect(image).toHaveAttribute('src', /^blob:/);
}

test.describe.configure({ mode: 'serial' });

test('an engineer sees the design of a component, with pictures that the portal keeps', async ({
  page,
}) => {
  const faults = await notePageFaults(page);
  await signIn(page, 'max-rivera', `${COMPONENT}/webapp`);
  await expect(card(page)).toContainText('MobZ Web', { timeout: FIRST_MS });
  await expect(card(page)).toContainText(/Changed \d+ hours ago by Ida Novak/);
  await expect(card(page)).toContainText(/Open comments\s*3/);
  // Pictures are read when they come into view.
  await card(page).scrollIntoViewIfNeeded();
  await expectDrawn(page, 'The file MobZ Web at a glance');

  await card(page)
    .getByRole('link', { name: /^Frames, comments/ })
    .click();
  await expectDrawn(page, 'Rooms, list');
  await expect(
    region(page, 'Frames').getByRole('link', {
      name: /^Open in Dev Mode: Rooms, dark/,
    }),
  ).toHaveAttribute('href', /node-id=10-4&m=dev$/);
  // Figma makes no picture of an empty frame.
  await region(page, 'Frames')
    .getByRole('button', { name: 'Show all 10' })
    .click();
  await expect(region(page, 'Frames')).toContainText(
    'Figma couldn’t draw this',
  );
  await expect(region(page, 'Ready for development')).toContainText(
    'Cards keep their height while the picture loads',
  );
  await expect(region(page, 'Open comments')).toContainText(
    /2 replies, the last by Max Rivera.*Good\. And on phones\?/s,
  );
  const versions = region(page, 'Versions').getByRole('listitem');
  await expect(versions.first()).toContainText('Room controls 2');
  await expect(region(page, 'Library')).toContainText('One primary button');
  const links = region(page, 'Links to code');
  await expect(
    links.getByRole('link', { name: /^RoomCard\.tsx/ }),
  ).toHaveAttribute('rel', /noopener/);
  // What leads to a file on somebody’s machine is text.
  await expect(links).toContainText('Old notes');
  await expect(links.getByRole('link', { name: /Old notes/ })).toHaveCount(0);
  expect(faults).toEqual([]);
});

test('a frame opens in large by keyboard, and its address leads there', async ({
  page,
}) => {
  await openTab(page);
  await expectDrawn(page, 'Rooms');
  await tabTo(page, page.getByRole('button', { name: 'Enlarge Room, phone' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/frame=11%3A3/);
  await page.reload();
  const dialog = page.getByRole('dialog', { name: 'Room, phone' });
  await expect(dialog.getByRole('img', { name: 'Room, phone' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(TAB);
});

test('a member links a frame to the entity after a question that names the file', async ({
  page,
}) => {
  await openTab(page);
  const links = region(page, 'Links to code');
  await links.getByRole('button', { name: 'Link to this entity' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(
    new RegExp(`Figma file MobZ Web.*${COMPONENT}/webapp`, 's'),
  );
  await expectAccessible(page, 'the question before a link');
  await dialog.getByRole('button', { name: 'Add link' }).click();
  await expect(dialog).toBeHidden();
  await expect(links.getByRole('status')).toContainText(
    'links to this entity now',
  );
  await expect(
    links.getByText('This entity', { exact: true }).first(),
  ).toBeVisible();
});

test('Figma’s viewer is loaded when it is asked for, in a sandbox that the policy lets in', async ({
  page,
}) => {
  const faults = await notePageFaults(page);
  let referrer: string | undefined;
  await page.route(`${EMBED}/**`, async route => {
    referrer = (await route.request().allHeaders()).referer;
    await route.fulfill({
      contentType: 'text/html',
      body: '<h1>The file in Figma</h1>',
    });
  });
  await openTab(page);
  await expect(page.locator('iframe')).toHaveCount(0);
  await page.getByRole('button', { name: 'Show the file here' }).click();
  await expect(
    page
      .frameLocator('iframe[title="MobZ Web in Figma"]')
      .getByRole('heading', { name: 'The file in Figma' }),
  ).toBeVisible();
  expect(referrer).toBe(`${new URL(process.env.PORTAL_URL!).origin}/`);
  expect(faults).toEqual([expect.stringMatching(`^asked ${EMBED}/design/`)]);
});

test('a new version appears on the open page as soon as Figma tells of it', async ({
  page,
}) => {
  await simulatedFigma.tellPortal(FILE);
  await openTab(page);
  const versions = region(page, 'Versions');
  await expect(versions).toContainText('Room controls 2');
  await simulatedFigma.edit(FILE, 'Told by a webhook');
  await expect(versions.getByRole('listitem').first()).toContainText(
    'Told by a webhook',
    { timeout: FIRST_MS },
  );
});

test('a guest looks at designs, adds nothing, and is told why', async ({
  page,
}) => {
  await enterAsGuest(page, TAB);
  const add = page.getByRole('button', { name: 'Link to this entity' });
  await expect(add).toBeDisabled({ timeout: FIRST_MS });
  await expect(add).toHaveAccessibleDescription(/not add one/);
  await page.goto(`${COMPONENT}/webrtc-demo/design`);
  await expect(page.getByText('No design file is named yet')).toBeVisible();
  await page.goto(`${COMPONENT}/android`);
  await expect(card(page).getByRole('alert')).toContainText(
    'Figma shows the portal no such file',
  );
  await expect(
    page.getByRole('heading', { name: 'Latest runs' }),
  ).toBeVisible();
});

test('the page of all design files narrows down to a system, and its address keeps it', async ({
  page,
}) => {
  await signIn(page, 'robin-hale', '/');
  await page
    .getByRole('navigation')
    .getByRole('link', { name: 'Design files' })
    .click();
  const files = page.getByRole('list', { name: 'Design files' });
  await expect(files).toContainText('MobZ iOS', { timeout: FIRST_MS });
  await expect(region(page, 'How the portal gets on with Figma')).toContainText(
    /Tier 1.*a minute left.*Webhook/s,
  );
  await page.getByRole('button', { name: /Design files of/ }).click();
  await page.getByRole('option', { name: 'Client apps', exact: true }).click();
  await expect(page).toHaveURL(/of=system%3Adefault%2Fclient-apps$/);
  await expect(files.getByRole('heading', { name: 'MobZ Web' })).toBeVisible();
  await expect(files).not.toContainText('How a studio session starts');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the pages of designs in ${colorScheme}, wide and narrow`, async ({
    browser,
  }) => {
    test.setTimeout(6 * FIRST_MS);
    const context = await browser.newContext({
      colorScheme,
      baseURL: process.env.PORTAL_URL,
      viewport: { width: 1280, height: 800 },
    });
    const page = await context.newPage();
    await signIn(page, 'robin-hale', '/');
    const pages = {
      [`${COMPONENT}/webapp`]: 'Design',
      [TAB]: 'In Figma',
      [`${COMPONENT}/ios/design`]: 'In Figma',
      [`${COMPONENT}/webrtc-demo/design`]: 'Design',
      '/design-files': 'How the portal gets on with Figma',
      '/catalog/default/system/client-apps/design-files': 'Design files',
    };
    for (const [path, heading] of Object.entries(pages)) {
      await page.goto(path);
      await expect(
        page.getByRole('heading', { name: heading, exact: true }),
      ).toBeVisible({ timeout: FIRST_MS });
      await expectAccessible(page, `${path} in ${colorScheme}`, upstream);
      await page.setViewportSize(PHONE);
      await expectAccessible(page, `${path} on a phone`, upstream);
      // The overview has cards of others too.
      if (path !== `${COMPONENT}/webapp`) {
        await expectNoOverflow(page, `${path} on a phone`);
      }
      await page.setViewportSize({ width: 1280, height: 800 });
    }
    await context.close();
  });
}

// The last: until that time is over, nothing is asked of Figma.
test('while Figma rations the portal, what is stored stays, with its age and the time that it resumes', async ({
  page,
}) => {
  await openTab(page);
  await expect(region(page, 'Frames')).toContainText('Rooms, list');
  await expect(region(page, 'Ready for development')).toContainText(
    'Cards keep their height while the picture loads',
  );
  await simulatedFigma.ration(60);
  // Puts what is stored out of date, so that the portal would have to ask.
  await simulatedFigma.edit(FILE, 'Not read any more');
  const note = page.getByRole('status').filter({ hasText: 'out of date' });
  await expect(note.first()).toContainText(
    /asked of Figma until \d{4}-\d\d-\d\d/,
    { timeout: FIRST_MS },
  );
  // Parts that know it sooner than the file itself leave it to that one then.
  await expect(note).toHaveCount(1);
  await expect(region(page, 'Frames')).toContainText('Rooms, list');
});
