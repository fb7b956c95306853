/**
 * A destination without the key of its stream: whoever has that key can broadcast on somebody's
 * channel. Only the protocol, the host and the application stay; keys come as further segments, as
 * a query, and as a password.
 *
 * @param address - such as `rtmp://live.example/live2/abcd-1234`
 * @returns such as `rtmp://live.example/live2/****`
 */
export function withoutStreamKey(address: string): string {
  const parts = /^(rtmps?):\/\/(?:[^/@\s]*@)?([^/@\s?#]+)(\/[^?#\s]*)?/i.exec(
    address,
  );
  if (!parts) {
    return '****';
  }
  const [, protocol, host, path = ''] = parts;
  const [application, ...rest] = path.split('/').filter(Boolean);
  const kept = rest.length ? [host, application, '****'] : [host, '****'];
  return `${protocol.toLowerCase()}://${kept.join('/')}`;
}
