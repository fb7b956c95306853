import { startWebsite, type WebsiteSimulator } from './simulator';

const started: WebsiteSimulator[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map(website => website.close()));
});

it.each([
  ['webapp', 'Open rooms'],
  ['studio-webapp', 'On air'],
] as const)(
  '%s is a page with a picture, and can be broken',
  async (id, heading) => {
    const website = await startWebsite({ id });
    started.push(website);
    const { url, faults } = website.service;
    const page = await fetch(url);
    expect(page.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(await page.text()).toContain(`<h1>${heading}</h1>`);
    const picture = await fetch(`${url}/stage.svg`);
    expect(picture.headers.get('Content-Type')).toMatch(/^image\/svg\+xml/);
    expect((await fetch(`${url}/absent`)).status).toBe(404);
    faults.add({ path: '/', fault: { kind: 'status', status: 503 } });
    expect((await fetch(url)).status).toBe(503);
  },
);
