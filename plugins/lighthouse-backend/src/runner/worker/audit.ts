import { setTimeout as sleep } from 'node:timers/promises';
import type { RunOrder, WorkerFailure } from '../protocol';
import { AddressPolicy } from '../../targets/AddressPolicy';
import { type BoundableReport, boundReport } from './boundReport';
import { Chromium } from './Chromium';
import { describeFailure, failureOfPage } from './failures';
import type { FilteringProxy } from './FilteringProxy';
import { loadLighthouse } from './lighthouse';
import { mainDocumentUrls } from './mainDocumentUrls';
import { openWayOut } from './openWayOut';
import { PageTooLarge } from './PageTooLarge';

/** What became of an audit, as the worker tells it. */
export type WorkerOutcome =
  | { type: 'report'; json: string }
  | { type: 'failure'; failure: WorkerFailure };

/** How far an audit is: 0 to {@link STEPS} of what a person waits for. */
export type OnStep = (step: string, done: number) => void;

const END_GRACE_MS = 500;

/** How many steps an audit has. */
export const STEPS = 4;

/**
 * Runs Lighthouse once. Never throws.
 *
 * @param started - is handed the browser as soon as there is one, to end it at any time
 */
export async function audit(
  order: RunOrder,
  onStep: OnStep,
  started: (browser: Chromium) => void,
): Promise<WorkerOutcome> {
  let proxy: FilteringProxy | undefined;
  let browser: Chromium | undefined;
  try {
    onStep('Starting the browser', 0);
    let tooMuch: (error: Error) => void = () => {};
    const overflow = new Promise<never>((_, reject) => {
      tooMuch = reject;
    });
    overflow.catch(() => {});
    const wayOut = await openWayOut(order.url, {
      policy: new AddressPolicy(order.listedAddresses),
      byteLimit: order.trafficLimitBytes,
      onTooMuch: () => tooMuch(new PageTooLarge(order.trafficLimitBytes)),
    });
    proxy = wayOut.proxy;
    const lighthouse = await loadLighthouse();
    browser = new Chromium({
      ...order,
      defaultFlags: lighthouse.chromiumFlags,
      proxyPort: await proxy.listen(),
    });
    started(browser);
    const port = await browser.port();
    const stopListening = lighthouse.onStatus(
      stepsFrom(onStep, () => proxy?.open()),
    );
    const result = await Promise.race([
      lighthouse.run(order.url, {
        port,
        formFactor: order.formFactor,
        pageLoadTimeoutMs: order.pageLoadTimeoutMs,
      }),
      browser.ended,
      overflow,
    ]);
    stopListening();
    const failure = failureOfPage({
      lhr: result.lhr,
      requestedUrl: order.url,
      mainUrls: mainDocumentUrls(result.artifacts),
      inside: wayOut.inside,
      destinations: proxy.destinations,
    });
    return failure ?? keep(result.lhr, order.reportLimitBytes);
  } catch (error) {
    // What breaks when the browser ends is known before its end is.
    const end = await Promise.race([
      browser?.ended.catch((ended: Error) => ended),
      sleep(END_GRACE_MS),
    ]);
    return describeFailure(
      end ?? error,
      url => proxy?.destinations.problemOf(url),
      order.url,
    );
  } finally {
    await browser?.close();
    proxy?.close();
  }
}

// Lighthouse's own words are for its developers; these are for whoever waits.
function stepsFrom(
  onStep: OnStep,
  onLoading: () => void,
): (status: string) => void {
  let last = '';
  const say = (step: string, done: number) => {
    if (step !== last) {
      last = step;
      onStep(step, done);
    }
  };
  return status => {
    if (status.startsWith('Navigating to http')) {
      onLoading();
      say('Loading the page', 1);
    } else if (/^(Getting artifact|Gathering)/.test(status)) {
      say('Looking at the page', 2);
    } else if (/^(Auditing|Analyzing)/.test(status)) {
      say('Working out the scores', 3);
    }
  };
}

function keep(lhr: BoundableReport, limit: number): WorkerOutcome {
  const json = boundReport(lhr, limit);
  return json === undefined
    ? {
        type: 'failure',
        failure: {
          code: 'report_too_large',
          message: `The report is larger than ${Math.round(limit / 1e6)} MB, even without its pictures.`,
          remedy:
            'Raise lighthouse.runner.reportLimitMb, or audit a page that loads less.',
          retry: false,
        },
      }
    : { type: 'report', json };
}
