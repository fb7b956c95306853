import { summarySchema } from '@internal/plugin-sonarqube-insights-common';
import { passTime } from './__testUtils__/passTime';
import { refusal } from './__testUtils__/refusal';
import { of, StartedPlugin, startPlugin } from './__testUtils__/startPlugin';
import { until } from './__testUtils__/until';

let plugin: StartedPlugin;
beforeEach(async () => {
  plugin = await startPlugin();
});
afterEach(() => plugin.stop());

const summaryOf = async (name: string) =>
  summarySchema.parse((await plugin.get(of(name))).body);

const modeCalls = () =>
  plugin.community.service
    .requests()
    .filter(({ path }) => path.endsWith('/clean-code-policy/mode')).length;

const failMode = (status: number) =>
  plugin.community.service.faults.add({
    path: '/api/v2/',
    fault: { kind: 'status', status },
  });

it('does not repeat an old "no" while SonarQube can not be asked', async () => {
  const { server, get } = plugin;
  const missing = [404, 'project_not_found'];
  expect(refusal(await get(of('gone')))).toEqual(missing);
  server.service.faults.add({
    path: '',
    fault: { kind: 'status', status: 500 },
  });
  // A minute is not over yet.
  expect(refusal(await get(of('gone')))).toEqual(missing);
  passTime(61_000);
  const later = await until(async () => {
    const answer = await get(of('gone'));
    return answer.status === 404 ? undefined : answer;
  });
  expect(refusal(later)).toEqual([503, 'sonarqube_unavailable']);
  expect(refusal(await get(of('gone')))).toEqual([
    503,
    'sonarqube_unavailable',
  ]);
  server.service.faults.clear();
  passTime(6_000);
  await until(async () =>
    (await get(of('gone'))).status === 404 ? true : undefined,
  );
});

it('asks soon again how a server counts that could not say so for a moment', async () => {
  failMode(500);
  const first = await summaryOf('studio-webapp');
  expect(first).not.toHaveProperty('mode');
  expect(first.measures).not.toHaveProperty(
    'software_quality_reliability_issues',
  );
  plugin.community.service.faults.clear();
  passTime(6_000);
  const whole = await until(async () => {
    const summary = await summaryOf('studio-webapp');
    return summary.mode ? summary : undefined;
  });
  expect(whole).toMatchObject({
    mode: 'MQR',
    measures: { software_quality_reliability_issues: 4 },
  });
});

it('keeps a summary of a server that will not say how it counts', async () => {
  failMode(403);
  const first = await summaryOf('studio-webapp');
  expect(first).not.toHaveProperty('mode');
  passTime(6_000);
  expect((await summaryOf('studio-webapp')).fetchedAt).toBe(first.fetchedAt);
  expect(modeCalls()).toBe(1);
});
