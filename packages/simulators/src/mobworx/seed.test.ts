import { startGithubSimulator } from '../github/simulator';
import { environments } from '../__testUtils__/environment';
import { environmentIds, environmentSeed } from './seed';

const start = environments();

describe('the seeds', () => {
  it('deploy commits that the simulated GitHub has, and production is older', async () => {
    const github = await startGithubSimulator();
    const commitExists = async (service: string, commit: string) => {
      const { status } = await fetch(
        `${github.apiBaseUrl}/repos/MobWorx/${service}/commits/${commit}`,
        { headers: { Authorization: 'Bearer ghp_simulated_portal_reader' } },
      );
      return status === 200;
    };
    for (const id of environmentIds) {
      const { deployed } = environmentSeed(id).aws;
      for (const [service, { commit }] of Object.entries(deployed)) {
        // When this fails, a repository of the seed has changed: name a commit that it has now.
        expect([id, service, await commitExists(service, commit)]).toEqual([
          id,
          service,
          true,
        ]);
      }
    }
    await github.close();
    const [staging, production] = environmentIds.map(id =>
      Object.values(environmentSeed(id).aws.deployed).map(
        ({ version }) => version,
      ),
    );
    expect(
      production.every((version, index) => version <= staging[index]),
    ).toBe(true);
  }, 30_000);

  it('have the migrations that MobWorx/operations has', async () => {
    const github = await startGithubSimulator();
    const response = await fetch(
      `${github.apiBaseUrl}/repos/MobWorx/operations/contents/sql`,
      { headers: { Authorization: 'Bearer ghp_simulated_portal_reader' } },
    );
    const files = ((await response.json()) as { name: string }[]).map(
      ({ name }) => name,
    );
    await github.close();
    const { migrations } = environmentSeed('staging').aws;
    expect(files.sort()).toEqual(
      migrations.map(
        ({ version, description }) =>
          `V${version}__${description.replaceAll(' ', '_')}.sql`,
      ),
    );
  }, 30_000);
});

describe('an environment', () => {
  it('dies and comes back without the other one noticing', async () => {
    const staging = await start();
    const production = await start({ id: 'production' });
    const health = (environment: typeof staging) =>
      fetch(`${environment.studio.service.url}/health`).then(
        ({ status }) => status,
        () => 0,
      );
    await Promise.all(staging.services().map(service => service.stop()));
    expect([await health(staging), await health(production)]).toEqual([0, 200]);
    await Promise.all(staging.services().map(service => service.start()));
    expect(await health(staging)).toBe(200);
  });

  it('goes back to its seed as a whole', async () => {
    const environment = await start();
    environment.studio.sessions.start({ roomId: 'x', destinations: [] });
    environment.stream.rooms.create('room', 'm2m');
    environment.reset();
    expect(environment.studio.sessions.list()).toHaveLength(2);
    expect(environment.stream.rooms.find('room')).toBeUndefined();
  });
});
