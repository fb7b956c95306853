import { readFileSync } from 'node:fs';
import path from 'node:path';
import { caller } from '../__testUtils__/call';
import { checkedGithub } from '../__testUtils__/checkedGithub';

const { start } = checkedGithub();
const root = path.resolve(__dirname, '../../../..');
const repo = '/repos/MobWorx/developer-portal';

// The workflows are this repository's own: what they need of GitHub has to be there.
describe("the portal's own repository", () => {
  it('has the workflow files of this repository, byte by byte', async () => {
    const github = await start();
    const { git, workflows } = github.state.repository(
      'MobWorx/developer-portal',
    );
    expect(workflows.map(({ path: file }) => file).sort()).toEqual([
      '.github/workflows/ci.yml',
      '.github/workflows/deploy-environment.yml',
      '.github/workflows/deploy.yml',
      '.github/workflows/rollback.yml',
    ]);
    for (const { path: file } of workflows) {
      const seeded = await git.readFile(git.resolve('main')!, file);
      expect(seeded?.bytes.toString()).toBe(
        readFileSync(path.join(root, file), 'utf8'),
      );
    }
  });

  it('deploys to production once another person has approved', async () => {
    const github = await start();
    const robin = caller(github, 'robin-hale');
    const { status } = await robin(
      `POST ${repo}/actions/workflows/deploy.yml/dispatches`,
      { body: { ref: 'main', inputs: { environment: 'production' } } },
    );
    expect(status).toBeLessThan(300);
    const run = github.state.runs('MobWorx/developer-portal').at(-1)!;
    expect(run.displayTitle).toBe('Deploy main to production');
    const jobs = () =>
      Object.fromEntries(
        run.attempts[0].jobs.map(job => [
          job.name,
          job.conclusion ?? job.status,
        ]),
      );
    github.clock.advance(10 * 60_000);
    expect(jobs()).toMatchObject({
      image: 'success',
      'chosen / deploy': 'waiting',
    });
    const review = (login: string) =>
      caller(github, login)(
        `POST ${repo}/actions/runs/${run.id}/pending_deployments`,
        {
          body: {
            environment_ids: [
              github.state
                .repository('MobWorx/developer-portal')
                .environments.find(({ name }) => name === 'production')!.id,
            ],
            state: 'approved',
            comment: 'Go',
          },
        },
      );
    expect((await review('robin-hale')).status).toBe(422);
    expect((await review('sam-okoro')).status).toBe(200);
    github.clock.advance(60 * 60_000);
    expect(run.attempts[0].conclusion).toBe('success');
    expect(jobs()).toMatchObject({ 'chosen / deploy': 'success' });
  });

  it('brings a push to main to staging once it is tested, and never when it fails', async () => {
    const github = await start();
    const push = async (files: Record<string, string>) => {
      await github.state.push({
        owner: 'MobWorx',
        repo: 'developer-portal',
        branch: 'main',
        files,
        message: 'Change the portal',
      });
      github.clock.advance(60 * 60_000);
      const { jobs } = github.state.runs('MobWorx/developer-portal').at(-1)!
        .attempts[0];
      return Object.fromEntries(
        jobs.map(job => [job.name, job.conclusion ?? job.status]),
      );
    };
    const ci = readFileSync(
      path.join(root, '.github/workflows/ci.yml'),
      'utf8',
    );
    expect(
      await push({
        '.github/workflows/ci.yml': ci.replace('run: .ci/run', 'run: exit 1'),
      }),
    ).toEqual({
      'ci / test': 'failure',
      'ci / image': 'success',
      image: 'success',
      'staging / deploy': 'skipped',
      'production / deploy': 'skipped',
      'chosen / deploy': 'skipped',
    });
    expect(await push({ '.github/workflows/ci.yml': ci })).toEqual({
      'ci / test': 'success',
      'ci / image': 'success',
      image: 'success',
      'staging / deploy': 'success',
      'production / deploy': 'waiting',
      'chosen / deploy': 'skipped',
    });
  });
});
