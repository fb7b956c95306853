// Addresses that must be refused.
/* eslint-disable no-script-url */
import { AUDIT_URL_MAX_LENGTH, parseAuditUrl } from './auditUrl';

it.each([
  ['HTTPS://Example.COM:443/a/#top', 'https://example.com/a'],
  ['https://example.com', 'https://example.com'],
  ['https://example.com/', 'https://example.com'],
  [' http://example.com./x ', 'http://example.com/x'],
  ['https://example.com/a/?q=1#x', 'https://example.com/a/?q=1'],
  ['https://example.com/?', 'https://example.com'],
  ['https://example.com/A/B//', 'https://example.com/A/B'],
  ['https://münchen.example/ü', 'https://xn--mnchen-3ya.example/%C3%BC'],
  ['http://[::1]:8080/', 'http://[::1]:8080'],
  ['http://0x7f.1/', 'http://127.0.0.1'],
])('knows %s as %s', (text, url) => {
  expect(parseAuditUrl(text)).toEqual({ url });
  // The form that is kept is the same as what is made of it.
  expect(parseAuditUrl(url)).toEqual({ url });
});

it.each([
  ['', 'url_missing'],
  ['   ', 'url_missing'],
  ['example.com', 'url_without_scheme'],
  ['//example.com', 'url_without_scheme'],
  ['localhost:3000/x', 'url_without_scheme'],
  ['example.com:8080', 'url_without_scheme'],
  ['file:///etc/passwd', 'url_scheme_refused'],
  ['javascript:alert(1)', 'url_scheme_refused'],
  ['data:text/html,x', 'url_scheme_refused'],
  ['ftp://example.com', 'url_scheme_refused'],
  ['chrome://version', 'url_scheme_refused'],
  ['view-source:https://example.com', 'url_scheme_refused'],
  ['https:example.com', 'url_malformed'],
  ['https://', 'url_malformed'],
  ['https://.', 'url_malformed'],
  ['https://a b.example', 'url_malformed'],
  ['https://example.com:99999', 'url_malformed'],
  ['https://sam@example.com', 'url_with_credentials'],
  ['https://sam:secret@example.com', 'url_with_credentials'],
  ['https://:secret@example.com', 'url_with_credentials'],
  [`https://example.com/${'a'.repeat(10_000)}`, 'url_too_long'],
  [
    `https://example.com/${'ü'.repeat(AUDIT_URL_MAX_LENGTH - 100)}`,
    'url_malformed',
  ],
])('refuses %.60s', (text, code) => {
  const { problem } = parseAuditUrl(text);
  expect(problem).toMatchObject({ code, remedy: expect.stringMatching(/\.$/) });
  expect(problem!.message).not.toContain('secret');
});
