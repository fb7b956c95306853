/** @jest-environment node */
import type { AuditProgress, Lhr } from '@internal/plugin-lighthouse-common';
import { sourceRunner } from './__testUtils__/sourceRunner';
import { type Site, startSite } from './__testUtils__/startSite';

// A browser beside other tests on a small machine.
jest.setTimeout(300_000);

// Each fault is one of those that axe finds, by the id of Lighthouse's audit.
const FAULTS = {
  'image-alt': '<img src="/logo.png" width="10" height="10">',
  'button-name': '<button type="button"></button>',
  label: '<input type="text" name="who">',
  'link-name': '<a href="/next"></a>',
  'color-contrast': '<p style="color:#bbb;background:#fff">Hardly there</p>',
  'html-has-lang': '',
};

const faulty = `<!doctype html><html><head><meta charset="utf-8"><title>Faulty</title><meta name="viewport" content="width=device-width"></head><body><main><h1>Faulty</h1>${Object.values(FAULTS).join('')}</main></body></html>`;

describe('a real audit', () => {
  let site: Site;
  const agents: string[] = [];

  beforeAll(async () => {
    site = await startSite((request, response) => {
      if (request.url === '/') {
        agents.push(request.headers['user-agent'] ?? '');
        response.setHeader('content-type', 'text/html').end(faulty);
      } else {
        response.writeHead(404).end();
      }
    });
  });
  afterAll(() => site.stop());

  function reportOf(
    outcome: Awaited<ReturnType<ReturnType<typeof sourceRunner>['run']>>,
  ): Lhr {
    if (outcome.status !== 'completed') {
      throw new Error(`${outcome.code}: ${outcome.message}`);
    }
    return outcome.report;
  }

  it('finds the faults of a page, on a phone and on a desktop, one after the other', async () => {
    const runner = sourceRunner();
    const progress: AuditProgress[] = [];
    const options = {
      signal: new AbortController().signal,
      onProgress: (one: AuditProgress) => progress.push(one),
    };
    const order = { id: 'an-audit', url: `${site.origin}/` };

    // Asked for at once, and run one after the other.
    const [mobile, desktop] = await Promise.all([
      runner.run({ ...order, formFactor: 'mobile' }, options),
      runner.run({ ...order, formFactor: 'desktop' }, options),
    ]);

    for (const report of [reportOf(mobile), reportOf(desktop)]) {
      const found = Object.keys(FAULTS).filter(
        id => report.audits[id]?.score === 0,
      );
      expect(found).toEqual(Object.keys(FAULTS));
      expect(report.audits['document-title'].score).toBe(1);
      expect(report.runtimeError).toBeUndefined();
      expect(Object.keys(report.categories)).toEqual(
        expect.arrayContaining(['performance', 'accessibility', 'seo']),
      );
    }
    expect(reportOf(mobile).configSettings.formFactor).toBe('mobile');
    expect(reportOf(desktop).configSettings.formFactor).toBe('desktop');
    expect(agents.some(agent => agent.includes('Mobile'))).toBe(true);
    expect(agents.at(-1)).not.toContain('Mobile');

    const steps = [
      'Starting the browser',
      'Loading the page',
      'Looking at the page',
      'Working out the scores',
    ].map((step, done) => ({ step, done, of: 4 }));
    expect(progress).toEqual([...steps, ...steps]);
  });

  it('knows what it runs with', async () => {
    const runner = sourceRunner();
    await expect(runner.availability()).resolves.toEqual({
      available: true,
      lighthouse: expect.stringMatching(/^13\./),
      chromium: expect.stringMatching(/Chrom/),
    });
  });

  it('says what to do where there is no browser', async () => {
    const runner = sourceRunner({ chromePath: '/nowhere/chromium' });
    await expect(runner.availability()).resolves.toEqual({
      available: false,
      reason: 'There is no Chromium at /nowhere/chromium.',
      remedy: expect.stringContaining('lighthouse.runner.chromePath'),
    });
  });
});
