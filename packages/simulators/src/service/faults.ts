import type { Duplex } from 'node:stream';
import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import { replaceEnd, sendHalf } from '../faultRules';

const milliseconds = z.number().int().min(0).max(3_600_000);
const status = z.number().int().min(200).max(599);

/**
 * A way in which a simulated service misbehaves. Times are real, not on the simulator's clock. All
 * of them hit HTTP requests and the handshake of WebSockets alike.
 */
const serviceFaultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('latency'), ms: milliseconds }),
  /** Never answers. */
  z.strictObject({ kind: z.literal('hang') }),
  /** Closes the connection before doing anything. */
  z.strictObject({ kind: z.literal('refuse') }),
  z.strictObject({
    kind: z.literal('status'),
    status,
    message: z.string().max(10_000).optional(),
    headers: z.record(z.string(), z.string()).optional(),
  }),
  /** Promises the whole body and closes the connection after half of it. */
  z.strictObject({ kind: z.literal('truncated') }),
  /** A page instead of JSON or XML. */
  z.strictObject({ kind: z.literal('html'), status: status.optional() }),
  /** A body of that many bytes, as JSON. */
  z.strictObject({
    kind: z.literal('huge'),
    bytes: z.number().int().min(2).max(200_000_000),
  }),
  /** As if the caller's credential were wrong. */
  z.strictObject({ kind: z.literal('bad_credential') }),
]);

/** One of the ways in which a simulated service misbehaves. */
export type ServiceFault = z.infer<typeof serviceFaultSchema>;

/** A fault of a service with what it hits; everything when `path` is left out. */
export const serviceFaultRuleSchema = z.strictObject({
  method: z.string().max(20).optional(),
  path: z.string().max(500).default(''),
  times: z.number().int().min(1).optional(),
  fault: serviceFaultSchema,
});

const page =
  '<!DOCTYPE html>\n<html><head><title>Service Unavailable</title></head>' +
  '<body><h1>503 Service Temporarily Unavailable</h1></body></html>\n';

/**
 * Applies a fault to a request.
 * @param refuseCredential - answers as the service does when a credential is wrong
 */
export function applyServiceFault(
  fault: ServiceFault,
  refuseCredential: (req: Request, res: Response) => void,
  req: Request,
  res: Response,
  next: NextFunction,
): void {
  switch (fault.kind) {
    case 'latency':
      setTimeout(next, fault.ms);
      return;
    case 'hang':
      return;
    case 'refuse':
      req.socket.destroy();
      return;
    case 'truncated':
      replaceEnd(res, body => sendHalf(req, res, body));
      next();
      return;
    case 'html':
      res
        .status(fault.status ?? 503)
        .type('html')
        .send(page);
      return;
    case 'huge':
      sendHuge(res, fault.bytes);
      return;
    case 'bad_credential':
      refuseCredential(req, res);
      return;
    default:
      res
        .status(fault.status)
        .set(fault.headers ?? {})
        .json({ message: fault.message ?? 'Internal server error' });
  }
}

function sendHuge(res: Response, bytes: number): void {
  const chunk = Buffer.alloc(64 * 1024, 'x');
  res.set({
    'Content-Type': 'application/json',
    'Content-Length': String(bytes),
  });
  res.write('"');
  let left = bytes - 2;
  const more = () => {
    while (left > 0 && !res.destroyed) {
      const part = left < chunk.length ? chunk.subarray(0, left) : chunk;
      left -= part.length;
      if (!res.write(part)) {
        res.once('drain', more);
        return;
      }
    }
    res.end('"');
  };
  more();
}

/**
 * Applies a fault to the handshake of a WebSocket.
 * @param proceed - goes on with the handshake, with a refused credential if asked for
 */
export function applyHandshakeFault(
  fault: ServiceFault,
  socket: Duplex,
  proceed: (how: { refuseCredential: boolean }) => void,
): void {
  switch (fault.kind) {
    case 'latency':
      setTimeout(() => proceed({ refuseCredential: false }), fault.ms);
      return;
    case 'hang':
      return;
    case 'refuse':
      socket.destroy();
      return;
    case 'bad_credential':
      proceed({ refuseCredential: true });
      return;
    case 'truncated':
      socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: webso');
      return;
    case 'status':
      answerHandshake(socket, fault.status, 'application/json', '{}');
      return;
    case 'html':
      answerHandshake(socket, fault.status ?? 503, 'text/html', page);
      return;
    default:
      answerHandshake(
        socket,
        200,
        'application/json',
        JSON.stringify('x'.repeat(Math.min(fault.bytes, 1_000_000))),
      );
  }
}

/** Answers the handshake of a WebSocket with a plain HTTP response. */
export function answerHandshake(
  socket: Duplex,
  statusCode: number,
  contentType: string,
  body: string,
): void {
  socket.end(
    `HTTP/1.1 ${statusCode} \r\nContent-Type: ${contentType}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
