import { UnreachableTarget } from '../../targets/reachableAddresses';
import type { WorkerFailure } from '../protocol';
import { ChromiumEnded } from './Chromium';
import type { Destinations, ProxyProblem } from './Destinations';
import { PageTooLarge } from './PageTooLarge';

interface Failed {
  type: 'failure';
  failure: WorkerFailure;
}

type ProblemOf = (url: string) => ProxyProblem | undefined;

const OPEN_IT =
  'Open the address in a browser. When it works there, run the audit again.';
const LISTED =
  'If audits may go there, the platform team lists the address in lighthouse.targets.addresses.';

const REMEDIES: Record<string, string> = {
  INSECURE_DOCUMENT_REQUEST:
    'Give the site a certificate that browsers trust, then run the audit again.',
  ERRORED_DOCUMENT_REQUEST:
    'Mend the page, or give the address of one that answers, then run the audit again.',
  NOT_HTML: 'Give the address of a web page.',
};

const NO_SANDBOX = /No usable sandbox|without --no-sandbox is not supported/i;
const DISK_FULL = /No space left on device|ENOSPC/i;

/**
 * Whether Lighthouse could measure the page that was meant. Where it couldn't, all of its scores
 * are null, and its reason is what a person needs; and a page that was refused on the way was not
 * measured, whatever Lighthouse made of the answer. Nor is a report kept of a page inside that went
 * to the internet: what came from there could draw on everything that the page inside may reach.
 *
 * @param options.mainUrls - the addresses that were opened in the main frame
 * @param options.inside - whether the requested page is at a listed address
 */
export function failureOfPage(options: {
  lhr: {
    runtimeError?: { code: string; message?: string };
    finalDisplayedUrl?: string;
  };
  requestedUrl: string;
  mainUrls: string[];
  inside: boolean;
  destinations: Destinations;
}): Failed | undefined {
  const { requestedUrl, mainUrls, inside, destinations } = options;
  const { runtimeError, finalDisplayedUrl = '' } = options.lhr;
  const mainUrl = mainUrls.at(-1) ?? requestedUrl;
  const left = [...mainUrls, finalDisplayedUrl].find(
    url => URL.canParse(url) && destinations.isPublic(url),
  );
  if (inside && left !== undefined) {
    return failure(
      'redirect_refused',
      `The page leads on to ${new URL(left).host}, which is on the internet, and the audited page is inside.`,
      'Have the page on the internet audited under its own address.',
    );
  }
  const problem = destinations.problemOf(mainUrl);
  if (problem?.kind === 'refused') {
    return failure(
      sameHost(mainUrl, requestedUrl)
        ? 'target_address_refused'
        : 'redirect_refused',
      sameHost(mainUrl, requestedUrl)
        ? problem.message
        : `The page leads on to ${new URL(mainUrl).host}. ${problem.message}`,
      LISTED,
    );
  }
  return runtimeError
    ? failure(
        runtimeError.code.toLowerCase(),
        [runtimeError.message, problem?.message].filter(Boolean).join(' '),
        REMEDIES[runtimeError.code] ?? OPEN_IT,
      )
    : undefined;
}

/** Puts whatever was thrown on the way to a report into words. */
export function describeFailure(
  error: unknown,
  problemOf: ProblemOf,
  url: string,
): Failed {
  if (error instanceof UnreachableTarget) {
    return failure(
      error.code,
      error.message,
      error.code === 'target_unresolvable' ? OPEN_IT : LISTED,
    );
  }
  if (error instanceof PageTooLarge) {
    return failure(
      'page_too_large',
      `The audit loaded more than ${Math.round(error.limitBytes / 1e6)} MB; the document itself counts twice, since Lighthouse asks for it again.`,
      'Make the page smaller, or raise lighthouse.runner.trafficLimitMb.',
    );
  }
  if (error instanceof ChromiumEnded) {
    return describeEnd(error);
  }
  const { code, friendlyMessage, message } = error as {
    code?: unknown;
    friendlyMessage?: unknown;
    message?: string;
  };
  const words = typeof friendlyMessage === 'string' ? friendlyMessage : message;
  return failure(
    typeof code === 'string' ? code.toLowerCase() : 'audit_failed',
    [words || 'Lighthouse gave no reason.', problemOf(url)?.message]
      .filter(Boolean)
      .join(' '),
    OPEN_IT,
  );
}

function describeEnd({ message, lastWords }: ChromiumEnded): Failed {
  if (NO_SANDBOX.test(lastWords)) {
    return failure(
      'runner_unavailable',
      'The browser has no sandbox here, without which it does not start.',
      'Allow the portal’s container to make user namespaces, or set lighthouse.runner.sandbox to false.',
    );
  }
  if (DISK_FULL.test(lastWords)) {
    return failure(
      'disk_full',
      'There was no space left for the files of the browser.',
      'Make room, or name another folder in lighthouse.runner.profileFolder.',
      true,
    );
  }
  const words = lastWords.split('\n').at(-1);
  return failure(
    'worker_died',
    words ? `${message} Its last words: ${words}` : message,
    'If another try ends like this too, ask the platform team.',
    true,
  );
}

function sameHost(one: string, other: string): boolean {
  return new URL(one).host === new URL(other).host;
}

function failure(
  code: string,
  message: string,
  remedy: string,
  retry = false,
): Failed {
  return {
    type: 'failure',
    failure: {
      code: code.slice(0, 100),
      message: message.slice(0, 1000),
      remedy,
      retry,
    },
  };
}
