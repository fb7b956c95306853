/**
 * Whether a host fits a pattern of `lighthouse.targets.hosts`: the host itself
 * (`www.example.com`, `localhost:3000`), or `*.example.com` for every name below example.com, not
 * itself. A pattern without a port takes every port.
 *
 * @param url - in the form of `parseAuditUrl`
 */
export function hostMatches(url: string, pattern: string): boolean {
  const { hostname, host } = new URL(url);
  const wanted = pattern.toLowerCase();
  const [given, port] = /:\d+$/.test(wanted)
    ? [host, wanted.slice(wanted.lastIndexOf(':'))]
    : [hostname, ''];
  if (!wanted.startsWith('*.')) {
    return given === wanted;
  }
  const parent = wanted.slice(1, wanted.length - port.length);
  return (
    given.endsWith(`${parent}${port}`) &&
    given.length > parent.length + port.length
  );
}

const PATTERN =
  /^(?:(?:\*\.)?[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/** Whether a text is a pattern that {@link hostMatches} understands. */
export const isHostPattern = (text: string) => PATTERN.test(text);
