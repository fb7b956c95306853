/** Whether a text can be a session description. */
export const isSdp = (text: string): boolean =>
  text.startsWith('v=0') && /^m=/m.test(text);

const copied = /^a=(mid|rtpmap|fmtp|rtcp-fb|ssrc|msid|extmap)[:-]/;

/**
 * The session description of a munit that stands opposite to a client's: the same media in the
 * same order.
 * @param description - the client's
 * @param direction - what the munit does with the media
 */
export function munitSdp(
  description: string,
  direction: 'recvonly' | 'sendonly',
  munitId: string,
): string {
  const lines = description.split(/\r?\n/);
  const media: string[][] = [];
  for (const line of lines) {
    if (line.startsWith('m=')) {
      media.push([line.replace(/^(m=\w+ )\d+/, '$19')]);
    } else if (copied.test(line)) {
      media.at(-1)?.push(line);
    }
  }
  const bundle = lines.find(line => line.startsWith('a=group:BUNDLE'));
  const setup = direction === 'recvonly' ? 'active' : 'actpass';
  return [
    'v=0',
    `o=${munitId} 1 1 IN IP4 127.0.0.1`,
    's=simulated munit',
    't=0 0',
    ...(bundle ? [bundle] : []),
    ...media.flatMap(([m, ...attributes]) => [
      m,
      'c=IN IP4 127.0.0.1',
      ...attributes,
      'a=ice-ufrag:simulated',
      'a=ice-pwd:simulated-munit-password',
      `a=fingerprint:sha-256 ${Array(32).fill('00').join(':')}`,
      `a=setup:${setup}`,
      `a=${direction}`,
      'a=rtcp-mux',
    ]),
    '',
  ].join('\r\n');
}

/** A candidate of a munit. Nothing listens there: the simulator carries no media. */
export const munitCandidate =
  'candidate:1 1 udp 2130706431 127.0.0.1 9 typ host generation 0';
