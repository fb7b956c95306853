import { sonarqubeSeed } from '@internal/simulators';
import { refusal } from './__testUtils__/refusal';
import {
  component,
  of,
  StartedPlugin,
  startPlugin,
  StartOptions,
  SUMMARIES,
} from './__testUtils__/startPlugin';
import { until } from './__testUtils__/until';

let plugin: StartedPlugin;
afterEach(() => plugin?.stop());

async function start(options: StartOptions = {}) {
  plugin = await startPlugin(options);
  return plugin;
}

const calls = () =>
  plugin.server.service.requests().map(({ path }) => path.split('/api/')[1]);

const fifty = Array.from({ length: 50 }, (_, i) => `mobworx_webapp-${i + 1}`);
const fiftyEntities = fifty.map(name => component(name, name));
const askForFifty = () =>
  plugin.post(SUMMARIES, {
    entityRefs: fifty.map(name => `component:default/${name}`),
  });

describe('how much is asked of SonarQube', () => {
  it('at most three calls a summary, one for any number of readers, none when warm', async () => {
    const { get } = await start();
    const both = await Promise.all([
      ...[1, 2, 3, 4, 5].map(() => get(of('webapp'))),
      get('/sonarqube/entities/component/default/webapp/summary'),
    ]);
    expect(both.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(calls().sort()).toEqual([
      'components/show',
      'measures/component',
      'v2/clean-code-policy/mode',
    ]);
    await get(of('webapp'));
    expect(calls()).toHaveLength(3);
    await get(of('ios'));
    expect(calls()).toHaveLength(5);
  });

  it('four calls at a time for a page of fifty projects', async () => {
    const { server } = await start({
      oneServer: true,
      entities: fiftyEntities,
    });
    server.projects.copy('mobworx_webapp', 50);
    server.switches.latencyMs = 5;
    const { body } = await askForFifty();
    expect(body.items.every((item: object) => 'summary' in item)).toBe(true);
    expect(server.peak()).toBe(4);
    expect(calls()).toHaveLength(101);
    expect(server.callsByProject()).toEqual(
      Object.fromEntries(fifty.map(name => [name, 2])),
    );
  });

  it('four calls at a time to all servers, of which one that hangs leaves one to the others', async () => {
    const { server, community, get } = await start({
      insights: { timeout: { minutes: 5 } },
      entities: [
        ...fiftyEntities,
        component('studio-webapp', 'studio/mobworx_studio-webapp'),
      ],
    });
    server.service.faults.add({ path: '', fault: { kind: 'hang' } });
    const sent = jest.spyOn(globalThis, 'fetch');
    const sentTo = ({ service }: typeof server) =>
      sent.mock.calls.filter(([url]) => String(url).startsWith(service.url))
        .length;
    const hanging = askForFifty().then(({ body }) => body);
    await until(async () => sentTo(server) === 3 || undefined);
    // The time limit of those that hang is far away.
    expect((await get(of('studio-webapp'))).status).toBe(200);
    expect([sentTo(server), community.peak()]).toEqual([3, 1]);
    sent.mockRestore();
    await server.service.stop();
    const { items } = await hanging;
    expect(items[0].problem.code).toBe('sonarqube_unreachable');
    // Those that still waited when it was given up took no time.
    expect(items[49].problem.code).toBe('sonarqube_paused');
    await server.service.start();
  });

  it('none of those that waited when it says that it had enough', async () => {
    const { server, get } = await start({ entities: fiftyEntities });
    server.service.faults.add({
      path: '',
      fault: { kind: 'status', status: 429, headers: { 'Retry-After': '120' } },
    });
    const { body } = await askForFifty();
    expect(new Set(body.items.map((item: any) => item.problem.code))).toEqual(
      new Set(['sonarqube_rate_limited']),
    );
    expect(calls().length).toBeLessThanOrEqual(3);
    expect(refusal(await get(of(fifty[0])))).toEqual([
      503,
      'sonarqube_rate_limited',
    ]);
  });

  it('the list of metrics once, of a server that lacks one, and then two calls a summary', async () => {
    const { get } = await start({
      seed: { ...sonarqubeSeed('server'), version: '7.9.6.41879' },
    });
    const { body } = await get(of('webapp'));
    expect(body.measures.bugs).toBe(7);
    expect(body.measures).not.toHaveProperty('security_hotspots_reviewed');
    expect(calls().sort()).toEqual([
      'components/show',
      'measures/component',
      'measures/component',
      'metrics/search',
      'v2/clean-code-policy/mode',
    ]);
    const before = calls().length;
    expect((await get(of('ios'))).body.measures.bugs).toBe(0);
    expect(calls().slice(before)).toEqual([
      'components/show',
      'measures/component',
    ]);
  });
});
