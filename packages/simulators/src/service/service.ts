import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import type { SimulatorClock } from '../clock';
import { FaultRules } from '../faultRules';
import {
  answerHandshake,
  applyHandshakeFault,
  applyServiceFault,
  type ServiceFault,
} from './faults';
import { switchRoutes } from './switches';

/** A request that a simulated service got; WebSockets with the method `WEBSOCKET`. */
export interface ServiceRequest {
  method: string;
  /** Without query, where credentials may stand. */
  path: string;
  /** HTTP status; 101 for a WebSocket, 0 when the connection was cut. */
  status: number;
}

/** A simulated service of one environment, on a port of its own. */
export interface SimulatedService {
  readonly name: string;
  readonly environment: string;
  /** e.g. `http://localhost:7021`. */
  readonly url: string;
  readonly faults: FaultRules<ServiceFault>;
  /** What was asked of it, oldest first. */
  requests(): ServiceRequest[];
  /** Back to the seed: no faults, records and changes of the time since the start. */
  reset(): void;
  /** Closes all connections, as the network may. */
  disconnect(): void;
  /** Stops listening and cuts all connections; what it knows stays. */
  stop(): Promise<void>;
  /** Listens again on the same port. */
  start(): Promise<void>;
}

/** What makes a service the one it is. */
export interface ServiceParts {
  /** Adds the routes of what it stands for. */
  routes(app: Express): void;
  /** Answers as it does when a credential is wrong. */
  refuseCredential(req: Request, res: Response): void;
  /** Takes WebSockets; without it their handshake is a 404. */
  upgrade?(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    how: { refuseCredential: boolean },
  ): void;
  /** Adds switches below `/_simulator`. */
  switches?(router: Router): void;
  /** Back to the seed. */
  reset(): void;
}

/** Where and as what a service runs. */
export interface ServiceOptions {
  name: string;
  environment: string;
  /** 0 takes any free port. */
  port: number;
  clock: SimulatorClock;
}

const keptRequests = 20_000;

// Browser clients of other origins use these services, as they use the real ones.
const crossOrigin: OutgoingHttpHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE, OPTIONS',
  'Access-Control-Allow-Headers':
    'authorization, content-type, x-amz-date, x-amz-security-token, x-amz-user-agent, x-api-key',
  'Access-Control-Expose-Headers': 'x-amzn-RequestId, x-amzn-ErrorType',
};

const allowOtherOrigins: RequestHandler = (req, res, next) => {
  res.set(crossOrigin as Record<string, string>);
  if (req.method === 'OPTIONS') {
    res.status(204).end();
    return;
  }
  next();
};

const onFailure: ErrorRequestHandler = (error, _req, res, _next) => {
  const { status, message } = error as { status?: number; message: string };
  res.status(status ?? 500).json({ message });
};

/**
 * Starts a service on loopback.
 * @param build - makes the parts of the service, which may need its own address and its faults
 * @throws the error of `listen`, e.g. code EADDRINUSE for a taken port
 */
export async function startService<Parts extends ServiceParts>(
  options: ServiceOptions,
  build: (url: string, faults: FaultRules<ServiceFault>) => Parts,
): Promise<{ service: SimulatedService; parts: Parts }> {
  const server = createServer();
  const sockets = new Set<Socket>();
  server.on('connection', socket => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const port = await listen(server, options.port);
  const url = `http://localhost:${port}`;
  const faults = new FaultRules<ServiceFault>();
  const parts = build(url, faults);
  let requests: ServiceRequest[] = [];
  const record = (request: ServiceRequest) => {
    requests.push(request);
    if (requests.length > keptRequests) {
      requests.shift();
    }
  };
  const cutAll = () => sockets.forEach(socket => socket.destroy());
  const service: SimulatedService = {
    name: options.name,
    environment: options.environment,
    url,
    faults,
    requests: () => [...requests],
    reset() {
      faults.clear();
      requests = [];
      parts.reset();
    },
    disconnect: cutAll,
    async stop() {
      const closed = new Promise<void>(resolve =>
        server.close(() => resolve()),
      );
      cutAll();
      await closed;
    },
    async start() {
      await listen(server, port);
    },
  };
  server.on('request', createApp(service, parts, record, options.clock));
  server.on('upgrade', (request, socket, head) =>
    takeUpgrade(service, parts, record, { request, socket, head }),
  );
  return { service, parts };
}

function createApp(
  service: SimulatedService,
  parts: ServiceParts,
  record: (request: ServiceRequest) => void,
  clock: SimulatorClock,
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(
    '/_simulator',
    switchRoutes(service, clock, router => parts.switches?.(router)),
  );
  app.use((req, res, next) => {
    const { method, path } = req;
    res.once('close', () =>
      record({
        method,
        path,
        status: res.writableFinished ? res.statusCode : 0,
      }),
    );
    const fault = faultOf(service, method, path);
    if (fault) {
      applyServiceFault(fault, parts.refuseCredential, req, res, next);
      return;
    }
    next();
  });
  app.use(allowOtherOrigins);
  parts.routes(app);
  app.use((_req: Request, res: Response) => {
    res.status(404).json({ message: 'Not Found' });
  }, onFailure);
  return app;
}

function faultOf(
  service: SimulatedService,
  method: string,
  path: string,
): ServiceFault | undefined {
  // A browser asks first; who counts faults means the request that follows.
  return method === 'OPTIONS' ? undefined : service.faults.take(method, path);
}

function takeUpgrade(
  service: SimulatedService,
  parts: ServiceParts,
  record: (request: ServiceRequest) => void,
  handshake: { request: IncomingMessage; socket: Duplex; head: Buffer },
): void {
  const { request, socket, head } = handshake;
  socket.on('error', () => socket.destroy());
  const { pathname: path } = new URL(request.url ?? '/', service.url);
  const proceed = (how: { refuseCredential: boolean }) => {
    if (parts.upgrade) {
      record({ method: 'WEBSOCKET', path, status: 101 });
      parts.upgrade(request, socket, head, how);
    } else {
      answerHandshake(socket, 404, 'application/json', '{}');
    }
  };
  const fault = service.faults.take('WEBSOCKET', path);
  if (fault) {
    applyHandshakeFault(fault, socket, proceed);
  } else {
    proceed({ refuseCredential: false });
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
