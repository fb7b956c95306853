import { githubWorkflowsErrorCodes } from '@internal/plugin-github-workflows-common';
import { refusal } from '@internal/upstream-node/testUtils';
import { requestsTo, RouteRequest } from './__testUtils__/badValues';
import { routeTable } from './__testUtils__/routeTable';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';
import { createRouter } from './router';
import { RouterOptions } from './routes/services';

let portal: StartedPlugin;

beforeAll(async () => {
  portal = await startPlugin();
});
afterAll(async () => portal.stop());

const send = ({ method, path, body }: RouteRequest) =>
  method === 'GET' ? portal.get(path) : portal.post(path, body);

/** What GitHub was asked to change. */
const writes = () =>
  portal.github.record
    .requests()
    .filter(({ method, path }) => method !== 'GET' && !/graphql$/.test(path));

it('knows every route of the plugin', () => {
  const { stack } = createRouter({} as RouterOptions);
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
    it('refuses bad input with a code, a sentence and a remedy, and changes nothing', async () => {
      const { good, bad } = requestsTo(inputs);
      // Otherwise each would be refused for the same reason.
      const { body } = await send(good);
      expect(body.error?.code).not.toBe('request_invalid');
      const accepted: string[] = [];
      for (const request of bad) {
        const { what } = request;
        const answer = await send(request);
        const { status } = answer;
        if (status < 400 || status > 499) {
          accepted.push(`${what}: ${status} ${answer.body?.error?.code ?? ''}`);
          continue;
        }
        const [, code] = refusal(answer);
        if (!githubWorkflowsErrorCodes.includes(code)) {
          accepted.push(`${what}: ${code}`);
        }
      }
      expect(accepted).toEqual([]);
      expect(writes()).toEqual([]);
      expect(portal.github.record.dispatches()).toEqual([]);
    });
  },
);

it.each([
  ['text that is no JSON', '{"ref": '],
  ['a text', '"master"'],
  ['a number', '5'],
])('refuses %s as the body of a dispatch', async (_what, text) => {
  const answer = await portal
    .dispatch('deploy.yml', undefined)
    .set('Content-Type', 'application/json')
    .send(text);
  expect(refusal(answer)).toEqual([400, 'request_invalid']);
  expect(portal.github.record.dispatches()).toEqual([]);
});
