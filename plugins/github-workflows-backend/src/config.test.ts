import { ConfigReader } from '@backstage/config';
import { readGithubWorkflowsConfig } from './config';

const read = (githubWorkflows?: object) =>
  readGithubWorkflowsConfig(
    new ConfigReader(githubWorkflows ? { githubWorkflows } : {}),
  );

describe('readGithubWorkflowsConfig', () => {
  it('has a default for everything', () => {
    expect(read()).toEqual({
      appIdentity: [],
      timeoutMs: 10_000,
      watchIntervalMs: 4_000,
      keepListsMs: 10_000,
      maxLogBytes: 268_435_456,
      maxArtifactBytes: 524_288_000,
      auditRetentionMs: 400 * 86_400_000,
    });
    expect(
      read({
        timeout: { seconds: 2 },
        watchInterval: '5s',
        keepLists: '1m',
        maxLogBytes: 4096,
        maxArtifactBytes: 8192,
        auditRetentionDays: 30,
        identity: { app: [{ entities: ['component:*/x'], files: ['a.yml'] }] },
      }),
    ).toEqual({
      appIdentity: [{ entities: ['component:*/x'], files: ['a.yml'] }],
      timeoutMs: 2_000,
      watchIntervalMs: 5_000,
      keepListsMs: 60_000,
      maxLogBytes: 4096,
      maxArtifactBytes: 8192,
      auditRetentionMs: 30 * 86_400_000,
    });
  });

  it.each([
    [{ timeout: 'soon' }, /githubWorkflows.timeout/],
    [{ timeout: { seconds: 0 } }, /githubWorkflows.timeout is 0 ms/],
    [{ watchInterval: { hours: 2 } }, /githubWorkflows.watchInterval/],
    [{ maxLogBytes: 'many' }, /githubWorkflows.maxLogBytes/],
    [{ identity: { app: [{ files: ['a.yml'] }] } }, /identity.app\[0\] must/],
    [{ identity: { app: [{ entities: ['x'] }] } }, /identity.app\[0\] must/],
    [{ identity: { app: 'all' } }, /githubWorkflows.identity.app/],
    [{ maxLogBytes: 1.5 }, /githubWorkflows.maxLogBytes is 1.5/],
    [{ auditRetentionDays: 0 }, /githubWorkflows.auditRetentionDays is 0/],
    [{ maxArtifactBytes: 0 }, /githubWorkflows.maxArtifactBytes is 0/],
  ])('names the key of %j', (config, message) => {
    expect(() => read(config)).toThrow(message);
  });
});
