import { mobworxErrorCodes } from '@internal/plugin-mobworx-common';
import { refusal } from '@internal/upstream-node/testUtils';
import { requestsTo, RouteRequest } from './__testUtils__/badRequests';
import { routeTable } from './__testUtils__/routeTable';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';
import { createRouter } from './router';
import type { RouteServices } from './routes/services';

let portal: StartedPlugin;

beforeAll(async () => {
  portal = await startPlugin();
  await portal.look('details');
});
afterAll(async () => portal.stop());
afterEach(() => portal.deny());

const send = ({ method, path, body }: RouteRequest) =>
  method === 'GET' ? portal.get(path) : portal.post(path, body);

/** How often the simulated services were asked anything. */
const asked = () =>
  [portal.staging, portal.production]
    .flatMap(environment => environment.services())
    .reduce((sum, service) => sum + service.requests().length, 0);

it('knows every route of the plugin', () => {
  const { stack } = createRouter({} as RouteServices);
  const routes = stack.flatMap(({ route }) =>
    route
      ? Object.keys((route as any).methods).map(
          method => `${method.toUpperCase()} ${route.path}`,
        )
      : [],
  );
  expect(routeTable.map(({ route }) => route).sort()).toEqual(routes.sort());
});

describe.each(routeTable.map(inputs => [inputs.route, inputs] as const))(
  '%s',
  (_route, inputs) => {
    const { good, bad } = requestsTo(inputs);

    it('refuses bad input with a code, a sentence and a remedy, and asks no upstream', async () => {
      const before = asked();
      const accepted: string[] = [];
      for (const request of bad) {
        const answer = await send(request);
        if (answer.status < 400 || answer.status > 499) {
          accepted.push(`${request.what}: ${answer.status}`);
          continue;
        }
        const [, code] = refusal(answer);
        if (!mobworxErrorCodes.includes(code)) {
          accepted.push(`${request.what}: ${code}`);
        }
      }
      expect(accepted).toEqual([]);
      expect(asked()).toBe(before);
    });

    it.each(inputs.permissions)('is refused without %s', async permission => {
      portal.deny(permission);
      expect(refusal(await send(good))).toEqual([403, 'not_permitted']);
    });

    it('is refused to nobody in particular', async () => {
      const { method, path, body } = good;
      const answer = await (method === 'GET'
        ? portal.get(path, null)
        : portal.post(path, body, null));
      expect(answer.status).toBe(401);
    });
  },
);

// The last, as some of them are answered by an upstream.
it.each(routeTable.map(inputs => [inputs.route, inputs] as const))(
  '%s lets a good request in, so that the others were bad',
  async (_route, inputs) => {
    const { body } = await send(requestsTo(inputs).good);
    expect(body.error).toBeUndefined();
  },
);
