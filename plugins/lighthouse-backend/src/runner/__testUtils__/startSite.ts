import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

/** A website on this machine, for the length of a test. */
export interface Site {
  /** Such as `http://127.0.0.1:41234`, without a slash at the end. */
  origin: string;
  port: number;
  stop(): Promise<void>;
}

/** Serves a website on a free port of 127.0.0.1. */
export async function startSite(
  listener: RequestListener,
  tls?: { key: string; cert: string },
): Promise<Site> {
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    async stop() {
      sockets.forEach(socket => socket.destroy());
      await new Promise(resolve => {
        server.close(resolve);
      });
    },
  };
}

/** A page without faults, with something of its own in the body. */
export const page = (body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title><meta name="viewport" content="width=device-width"></head><body><main><h1>A page</h1><p>It is here.</p>${body}</main></body></html>`;
