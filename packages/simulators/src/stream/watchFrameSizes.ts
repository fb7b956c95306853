import type { Duplex } from 'node:stream';

/**
 * Reads the headers of a client's WebSocket frames as they pass by, since `ws` tells of messages
 * only.
 * @param onTooLarge - called once, at the first frame with a payload above `limit` bytes
 */
export function watchFrameSizes(
  socket: Duplex,
  limit: number,
  onTooLarge: () => void,
): void {
  let header = Buffer.alloc(0);
  let toSkip = 0;
  const onData = (chunk: Buffer) => {
    let rest = chunk;
    while (rest.length > 0) {
      const skipped = Math.min(toSkip, rest.length);
      toSkip -= skipped;
      rest = rest.subarray(skipped);
      if (rest.length === 0) {
        return;
      }
      header = Buffer.concat([header, rest]);
      const frame = readHeader(header);
      if (!frame) {
        return;
      }
      if (frame.payload > limit) {
        socket.off('data', onData);
        onTooLarge();
        return;
      }
      rest = header.subarray(frame.length);
      header = Buffer.alloc(0);
      toSkip = frame.payload;
    }
  };
  socket.on('data', onData);
}

/** RFC 6455, 5.2; undefined while the header is not complete. */
function readHeader(
  bytes: Buffer,
): { length: number; payload: number } | undefined {
  if (bytes.length < 2) {
    return undefined;
  }
  const short = bytes[1] % 128;
  const extended = { 126: 2, 127: 8 }[short] ?? 0;
  const length = 2 + extended + (bytes[1] > 127 ? 4 : 0);
  if (bytes.length < length) {
    return undefined;
  }
  let payload = short;
  if (extended === 2) {
    payload = bytes.readUInt16BE(2);
  } else if (extended === 8) {
    payload = Number(bytes.readBigUInt64BE(2));
  }
  return { length, payload };
}
