import type { LighthouseErrorCode } from './errorCodes';

/** Longest address that the portal takes, in characters. */
export const AUDIT_URL_MAX_LENGTH = 2000;

/** Why a text is not the address of a page that could be audited. */
export interface AuditUrlProblem {
  code: Extract<
    LighthouseErrorCode,
    | 'url_missing'
    | 'url_too_long'
    | 'url_without_scheme'
    | 'url_malformed'
    | 'url_scheme_refused'
    | 'url_with_credentials'
  >;
  message: string;
  remedy: string;
}

/** What {@link parseAuditUrl} finds. */
export type ParsedAuditUrl =
  | { url: string; problem?: undefined }
  | { url?: undefined; problem: AuditUrlProblem };

const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
const WEB = /^https?:\/\//i;
// `localhost:3000` and `example.com:8080/x` look like a scheme and are a host with a port.
const HOST_AND_PORT = /^[^/:?#]+:\d+(?:[/?#]|$)/;

/**
 * Reads the address of a page and brings it into the one form by which the portal knows a website:
 * host in lower case, no default port, no dot after the host, no fragment, no slash at the end.
 * So `HTTPS://Example.com:443/a/#top` and `https://example.com/a` are one website.
 *
 * Says nothing about whether the portal may open it: the backend alone decides that.
 */
export function parseAuditUrl(text: string): ParsedAuditUrl {
  const given = text.trim();
  if (given === '') {
    return refuse('url_missing', 'There is no address.');
  }
  if (given.length > AUDIT_URL_MAX_LENGTH) {
    return refuse(
      'url_too_long',
      `The address has ${given.length} characters; ${AUDIT_URL_MAX_LENGTH} are allowed.`,
    );
  }
  if (!WEB.test(given)) {
    const scheme = SCHEME.exec(given)?.[1]?.toLowerCase();
    if (scheme === undefined || HOST_AND_PORT.test(given)) {
      return refuse(
        'url_without_scheme',
        'The address does not say how to open it.',
      );
    }
    return scheme === 'http' || scheme === 'https'
      ? refuse('url_malformed', 'This is not the address of a web page.')
      : refuse(
          'url_scheme_refused',
          `Addresses that begin with ${scheme.slice(0, 40)}: are not web pages.`,
        );
  }
  let url: URL;
  try {
    url = new URL(given);
  } catch {
    return refuse('url_malformed', 'This is not the address of a web page.');
  }
  if (url.username !== '' || url.password !== '') {
    return refuse(
      'url_with_credentials',
      'The address carries a user name or a password, which everybody would see in the list of audits.',
      'Leave out what stands before the @.',
    );
  }
  url.hash = '';
  const hostname = url.hostname.replace(/\.$/, '');
  url.hostname = hostname;
  const whole = url.search === '' ? url.href.replace(/[/?]+$/, '') : url.href;
  // What is encoded on the way is longer than what was given.
  return hostname === '' || whole.length > AUDIT_URL_MAX_LENGTH
    ? refuse('url_malformed', 'This is not the address of a web page.')
    : { url: whole };
}

function refuse(
  code: AuditUrlProblem['code'],
  message: string,
  remedy = 'Write the whole address, such as https://www.example.com/pricing.',
): ParsedAuditUrl {
  return { problem: { code, message, remedy } };
}
