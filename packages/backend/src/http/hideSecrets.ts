import type { RequestHandler } from 'express';

// What GitHub's sign-in, signed downloads and careless callers put into an address.
const SECRET =
  /([?&](?:[\w.-]*(?:code|state|token|secret|password|passcode|signature|credential|key))=)[^&#\s]*/gi;

/** An address whose parameters that may hold a secret have lost their values. */
export function withoutSecrets(address: string): string {
  return address.replace(SECRET, '$1***');
}

/**
 * Takes secrets out of the address and the referrer of a request once it is answered, before the
 * server's own log of requests looks at them: it writes down both as they are.
 */
export const hideSecrets: RequestHandler = (req, res, next) => {
  res.once('finish', () => {
    req.originalUrl = withoutSecrets(req.originalUrl);
    const { referer } = req.headers;
    if (referer) {
      req.headers.referer = withoutSecrets(referer);
    }
  });
  next();
};
