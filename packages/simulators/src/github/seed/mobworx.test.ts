import { ManualClock } from '../../clock';
import { caller } from '../../__testUtils__/call';
import { checkedGithub } from '../../__testUtils__/checkedGithub';
import { mobworxSeed } from './mobworx';

const { start } = checkedGithub();

describe('the MobWorx seed', () => {
  it('has what the catalog points at, each with branches, a tag and something to dispatch', async () => {
    const github = await start();
    const repositories = github.state.repositories();
    expect(repositories.map(({ fullName }) => fullName).sort()).toEqual([
      'MobWorx/CombineFeedback',
      'MobWorx/android',
      'MobWorx/appsync-service',
      'MobWorx/developer-portal',
      'MobWorx/document',
      'MobWorx/infrastructures',
      'MobWorx/ios',
      'MobWorx/mediamtx',
      'MobWorx/operations',
      'MobWorx/stream-service',
      'MobWorx/studio-gstcefsrc',
      'MobWorx/studio-infrastructure',
      'MobWorx/studio-service',
      'MobWorx/studio-webapp',
      'MobWorx/webapp',
      'sehovizko/mobworx-streamer',
    ]);
    for (const {
      fullName,
      defaultBranch,
      git,
      workflows,
      runs,
    } of repositories) {
      const masters = ['MobWorx/appsync-service', 'MobWorx/stream-service'];
      expect([fullName, defaultBranch]).toEqual([
        fullName,
        masters.includes(fullName) ? 'master' : 'main',
      ]);
      expect(git.branches().length).toBeGreaterThan(1);
      expect(git.tags()).not.toEqual([]);
      expect(runs.every(run => run.attempts[0].status === 'completed')).toBe(
        true,
      );
      const files = await Promise.all(
        workflows.map(async ({ path }) =>
          (
            await git.readFile(git.resolve(defaultBranch)!, path)
          )?.bytes.toString(),
        ),
      );
      expect(files.join()).toContain('workflow_dispatch');
    }
  });

  it('is the same git content on every start, whatever the time', async () => {
    const head = async (time: string) => {
      // A copy, as the content of one seed is built only once.
      const seed = structuredClone(mobworxSeed());
      const github = await start({ seed, clock: new ManualClock(time) });
      return github.state
        .repository('MobWorx/appsync-service')
        .git.resolve('feature/schema-v2');
    };
    expect(await head('2027-01-01')).toBe(await head('2028-01-01'));
  });

  it('tells the story of appsync-service: files differ between branches', async () => {
    const call = caller(await start(), 'sam-okoro');
    const repo = '/repos/MobWorx/appsync-service';
    const { body: list } = await call(`GET ${repo}/actions/workflows`);
    expect(list.workflows.map(({ path, state }: any) => [path, state])).toEqual(
      [
        ['.github/workflows/ci.yml', 'active'],
        ['.github/workflows/deploy.yml', 'active'],
        ['.github/workflows/legacy-deploy.yml', 'disabled_manually'],
        ['.github/workflows/nightly.yml', 'active'],
        ['.github/workflows/seed-data.yml', 'active'],
        ['dynamic/dependabot/dependabot-updates', 'active'],
      ],
    );
    const filesAt = async (ref: string) =>
      (
        await call(`GET ${repo}/contents/.github/workflows?ref=${ref}`)
      ).body.map(({ name }: any) => name);
    expect(await filesAt('feature/schema-v2')).toEqual([
      'ci.yml',
      'deploy.yml',
      'legacy-deploy.yml',
      'load-test.yml',
      'nightly.yml',
    ]);
    expect(await filesAt('master')).not.toContain('load-test.yml');
    const headers = { Accept: 'application/vnd.github.raw+json' };
    const deployAt = async (ref: string) =>
      (
        await call(
          `GET ${repo}/contents/.github/workflows/deploy.yml?ref=${ref}`,
          { headers },
        )
      ).body;
    expect(await deployAt('master')).not.toContain('migration');
    expect(await deployAt('feature/schema-v2')).toContain('migration');
    expect(await deployAt('fix/resolver-timeout')).toContain(
      'type: environment',
    );
    const compare = async (head: string) => {
      const { body } = await call(`GET ${repo}/compare/master...${head}`);
      return [body.status, body.ahead_by, body.behind_by];
    };
    expect(await compare('feature/schema-v2')).toEqual(['diverged', 2, 2]);
    expect(await compare('fix/resolver-timeout')).toEqual(['ahead', 1, 0]);
    expect(await compare('v1.5.0')).toEqual(['behind', 0, 2]);
    expect(await compare('master')).toEqual(['identical', 0, 0]);
    const { body: changed } = await call(
      `GET ${repo}/compare/master...fix/resolver-timeout`,
    );
    expect(
      changed.files.map(({ filename, status, additions, deletions }: any) => [
        filename,
        status,
        additions,
        deletions,
      ]),
    ).toEqual([
      [
        '.github/workflows/deploy.yml',
        'modified',
        expect.any(Number),
        expect.any(Number),
      ],
      ['src/resolvers/stream.ts', 'modified', 1, 1],
    ]);
  });
});
