/** A random UUID; `crypto.randomUUID` is missing where the portal is served over plain HTTP. */
export function newIdempotencyKey(): string {
  if (typeof crypto.randomUUID === 'function') {
    return crypto.randomUUID();
  }
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  // Version 4, variant 1 (RFC 9562, section 5.4).
  bytes[6] = (bytes[6] % 0x10) + 0x40;
  bytes[8] = (bytes[8] % 0x40) + 0x80;
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0'));
  return [4, 6, 8, 10]
    .reduceRight(
      (digits, at) => [...digits.slice(0, at), '-', ...digits.slice(at)],
      hex,
    )
    .join('');
}
