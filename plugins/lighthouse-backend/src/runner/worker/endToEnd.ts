// Of one connection, not of the message (RFC 9110, 7.6.1).
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * The headers of a message that a proxy passes on.
 *
 * @param rawHeaders - name, value, name, value, …, as Node.js has them
 */
export function endToEnd(rawHeaders: string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (!HOP_BY_HOP.has(rawHeaders[at].toLowerCase())) {
      kept.push(rawHeaders[at], rawHeaders[at + 1]);
    }
  }
  return kept;
}
