import type { FormFactor } from '@internal/plugin-lighthouse-common';
import { attachOnce } from './attachOnce';
import type { BoundableReport } from './boundReport';
import type { NavigationArtifacts } from './mainDocumentUrls';

/** What of Lighthouse the worker uses. */
export interface LoadedLighthouse {
  /** chrome-launcher's flags for browsers that are driven by a program. */
  chromiumFlags: string[];
  /**
   * Audits a page in the browser that listens on a port.
   *
   * @throws LighthouseError or Error; a page that can't be loaded is a `runtimeError` instead
   */
  run(
    url: string,
    options: {
      port: number;
      formFactor: FormFactor;
      pageLoadTimeoutMs: number;
    },
  ): Promise<LighthouseResult>;
  /** Calls back with each thing that Lighthouse begins, in its words, until the returned function is called. */
  onStatus(listener: (status: string) => void): () => void;
}

/** What Lighthouse gives. */
export interface LighthouseResult {
  lhr: BoundableReport & {
    runtimeError?: { code: string; message: string };
    finalDisplayedUrl?: string;
  };
  artifacts: NavigationArtifacts;
}

/**
 * Lighthouse and what it stands on are ES modules and take a second to load: a CommonJS bundle gets
 * them by `import()`, and only the worker does so.
 */
export async function loadLighthouse(): Promise<LoadedLighthouse> {
  const [
    { default: lighthouse, desktopConfig },
    { Launcher },
    { default: log },
    { default: puppeteer },
  ] = await Promise.all([
    import('lighthouse'),
    import('chrome-launcher'),
    import('lighthouse-logger'),
    import('puppeteer-core'),
  ]);
  return {
    chromiumFlags: Launcher.defaultFlags(),
    async run(url, { port, formFactor, pageLoadTimeoutMs }) {
      const browser = await puppeteer.connect({
        browserURL: `http://127.0.0.1:${port}`,
        defaultViewport: null,
      });
      try {
        const result = await lighthouse(
          url,
          {
            port,
            output: 'json',
            logLevel: 'silent',
            maxWaitForLoad: pageLoadTimeoutMs,
            maxWaitForFcp: Math.min(pageLoadTimeoutMs, 30_000),
          },
          formFactor === 'desktop' ? desktopConfig : undefined,
          attachOnce(await browser.newPage()),
        );
        if (!result) {
          throw new Error('Lighthouse gave no result.');
        }
        return result as unknown as LighthouseResult;
      } finally {
        await browser.disconnect();
      }
    },
    onStatus(listener) {
      const heard = ([, status]: string[]) => listener(String(status));
      log.events.on('status', heard);
      return () => log.events.off('status', heard);
    },
  };
}
