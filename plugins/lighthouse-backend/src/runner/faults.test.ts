/** @jest-environment node */
import { generate } from 'selfsigned';
import { page, type Site, startSite } from './__testUtils__/startSite';
import { sourceRunner, sourceWorker } from './__testUtils__/sourceRunner';
import { runWorker } from './WorkerProcess';

// A browser beside other tests on a small machine.
jest.setTimeout(300_000);

const METADATA = 'http://169.254.169.254/latest/meta-data/';
const HUGE = 50_000_000;

describe('pages that are not as they should be', () => {
  let site: Site;
  let asked: string[];

  beforeAll(async () => {
    site = await startSite((request, response) => {
      asked.push(request.url ?? '');
      const html = (text: string) =>
        response.setHeader('content-type', 'text/html').end(text);
      switch (request.url) {
        case '/to-metadata':
          response.writeHead(302, { location: METADATA }).end();
          break;
        case '/moves-to-metadata':
          html(page(`<script>location.href = '${METADATA}'</script>`));
          break;
        case '/draws-on-others':
          html(
            page(
              `<img src="${METADATA}" alt="credentials" width="9" height="9">
               <iframe src="http://10.0.0.1/admin" title="inside"></iframe>
               <script>
                 onbeforeunload = event => { event.preventDefault(); event.returnValue = 'no' };
                 alert('Hello');
                 document.body.append(confirm('Go on?') ? 'yes' : 'no', prompt('Name?') ?? '');
               </script>`,
            ),
          );
          break;
        case '/never':
          break;
        case '/huge':
          response.setHeader('content-type', 'text/html');
          response.write(page(''));
          response.end(Buffer.alloc(HUGE, '<!-- much -->'));
          break;
        default:
          response.writeHead(404, { 'content-type': 'text/html' });
          response.end(page('Not here'));
      }
    });
  });
  beforeEach(() => {
    asked = [];
  });
  afterAll(() => site.stop());

  function outcomeAt(
    url: string,
    settings: Parameters<typeof sourceRunner>[0] = {},
  ) {
    const runner = sourceRunner(settings);
    return runner.run(
      { id: 'an-audit', url, formFactor: 'desktop' },
      { signal: new AbortController().signal, onProgress: () => {} },
    );
  }

  it.each(['/to-metadata', '/moves-to-metadata'])(
    'does not follow %s',
    async path => {
      await expect(
        outcomeAt(`${site.origin}${path}`, { pageLoadTimeout: '10s' }),
      ).resolves.toEqual({
        status: 'failed',
        code: 'redirect_refused',
        message:
          'The page leads on to 169.254.169.254. 169.254.169.254 is the address at which a cloud hands out credentials.',
        remedy: expect.stringContaining('lighthouse.targets.addresses'),
        retry: false,
      });
      expect(asked).toContain(path);
    },
  );

  it('answers dialogs and keeps parts of a page away from where they may not go', async () => {
    const outcome = await outcomeAt(`${site.origin}/draws-on-others`);

    const { audits } =
      outcome.status === 'completed' ? outcome.report : never(outcome.message);
    const { items } = (
      audits['network-requests'] as unknown as {
        details: { items: { url: string; statusCode: number }[] };
      }
    ).details;
    const statuses = Object.fromEntries(
      items.map(({ url, statusCode }) => [url, statusCode]),
    );
    expect(statuses).toMatchObject({
      [`${site.origin}/draws-on-others`]: 200,
      [METADATA]: 403,
      'http://10.0.0.1/admin': 403,
    });
  });

  it('refuses a name that leads to the machine itself, in the worker too', async () => {
    const url = `http://localhost:${site.port}/`;
    await expect(
      runWorker({
        program: sourceWorker,
        order: {
          type: 'run',
          url,
          formFactor: 'mobile',
          chromePath: '/never/started',
          sandbox: false,
          profileFolder: '/never/used',
          listedAddresses: [],
          pageLoadTimeoutMs: 10_000,
          trafficLimitBytes: 1e6,
          reportLimitBytes: 1e6,
        },
        limits: { timeoutMs: 120_000, memoryBytes: 2e9 },
      }),
    ).resolves.toEqual({
      type: 'failure',
      failure: {
        code: 'target_address_refused',
        message: expect.stringMatching(
          /^localhost leads to \S+, which is an address of the machine itself\.$/,
        ),
        remedy: expect.any(String),
        retry: false,
      },
    });
    expect(asked).toEqual([]);
  });

  it('says what is wrong with a certificate', async () => {
    const { private: key, cert } = generate(
      [{ name: 'commonName', value: '127.0.0.1' }],
      { keySize: 2048, algorithm: 'sha256' },
    );
    const secure = await startSite((_, response) => response.end(page('')), {
      key,
      cert,
    });
    await expect(outcomeAt(`${secure.origin}/`)).resolves.toMatchObject({
      status: 'failed',
      code: 'insecure_document_request',
      message: expect.stringContaining('ERR_CERT_AUTHORITY_INVALID'),
      retry: false,
    });
    await secure.stop();
  });

  it('says that a page is not there', async () => {
    await expect(outcomeAt(`${site.origin}/missing`)).resolves.toMatchObject({
      status: 'failed',
      code: 'errored_document_request',
      message: expect.stringContaining('404'),
    });
  });

  it('says that a site can’t be reached', async () => {
    const gone = await startSite(() => {});
    await gone.stop();
    await expect(outcomeAt(`${gone.origin}/`)).resolves.toMatchObject({
      status: 'failed',
      code: expect.stringMatching(
        /^(chrome_interstitial_error|failed_document_request)$/,
      ),
      message: expect.stringContaining(
        `127.0.0.1, port ${gone.port}, can't be reached (ECONNREFUSED).`,
      ),
      remedy: expect.any(String),
    });
  });

  it('gives up on a page that never loads', async () => {
    await expect(
      outcomeAt(`${site.origin}/never`, { timeout: '30s' }),
    ).resolves.toMatchObject({
      status: 'failed',
      code: 'audit_timeout',
      message: expect.stringContaining('30 seconds'),
      retry: false,
    });
    expect(asked).toEqual(['/never']);
  });

  it('gives up on a page that loads too much', async () => {
    await expect(
      outcomeAt(`${site.origin}/huge`, { trafficLimitMb: 20 }),
    ).resolves.toMatchObject({
      status: 'failed',
      code: 'page_too_large',
      message: expect.stringMatching(/^The audit loaded more than 20 MB; /),
      retry: false,
    });
  });
});

function never(why: string): never {
  throw new Error(`There is no report: ${why}`);
}
