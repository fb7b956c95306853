import { caller } from '../__testUtils__/call';
import { checkedGithub } from '../__testUtils__/checkedGithub';

const { start } = checkedGithub();
const dispatches = (name: string) =>
  `POST /repos/MobWorx/${name}/actions/workflows/deploy.yml/dispatches`;
const adminRights = {
  status: 403,
  body: { message: 'Must have admin rights to Repository.' },
};

describe('tokens', () => {
  it('takes a known one by either scheme and refuses any other', async () => {
    const call = caller(await start());
    const as = (Authorization: string) =>
      call('GET /user', { headers: { Authorization } });
    expect((await as('token gho_simulated_sam-okoro')).body.login).toBe(
      'sam-okoro',
    );
    expect((await as('Bearer gho_simulated_sam-okoro')).body.login).toBe(
      'sam-okoro',
    );
    for (const header of [
      'Bearer nope',
      'Bearer gho_simulated_',
      'Basic c2FtOnB3',
      'gho_simulated_sam-okoro',
    ]) {
      expect(await as(header)).toMatchObject({
        status: 401,
        body: { message: 'Bad credentials', status: '401' },
      });
    }
    expect(await call('GET /user')).toMatchObject({
      status: 401,
      body: { message: 'Requires authentication' },
    });
  });

  it('stops taking a revoked one', async () => {
    const github = await start();
    const token = github.state.issueToken('ida-novak');
    expect((await caller(github)('GET /user', { token })).status).toBe(200);
    github.state.revokeToken(token);
    expect((await caller(github)('GET /user', { token })).status).toBe(401);
  });

  it('tells its scopes and lets them bound the rights of its owner', async () => {
    const github = await start();
    const token = github.state.issueToken('sam-okoro', ['read:user']);
    const call = caller(github);
    expect(
      (await call('GET /user', { token })).headers.get('x-oauth-scopes'),
    ).toBe('read:user');
    // docs.github.com, scopes-for-oauth-apps: without `repo` a private repository is not there.
    expect(
      (await call('GET /repos/MobWorx/appsync-service', { token })).status,
    ).toBe(404);
    expect((await call('GET /repos/MobWorx/mediamtx', { token })).status).toBe(
      200,
    );
    const release =
      'POST /repos/MobWorx/mediamtx/actions/workflows/release.yml/dispatches';
    const narrow = github.state.issueToken('kim-sato', ['read:user']);
    expect(
      await call(release, { token: narrow, body: { ref: 'main' } }),
    ).toMatchObject(adminRights);
  });
});

describe('rights in repositories', () => {
  it('hides private repositories from those who may not read them', async () => {
    const github = await start();
    const statuses = (name: string) =>
      Promise.all(
        [undefined, 'eve-stranger', 'jo-lindt', 'robin-hale'].map(
          async login =>
            (await caller(github, login)(`GET /repos/MobWorx/${name}`)).status,
        ),
      );
    expect(await statuses('appsync-service')).toEqual([404, 404, 200, 200]);
    expect(await statuses('operations')).toEqual([404, 404, 404, 200]);
    expect(await statuses('mediamtx')).toEqual([200, 200, 200, 200]);
    expect(await statuses('nothing-here')).toEqual([404, 404, 404, 404]);
    const reader = caller(github);
    const token = 'ghp_simulated_portal_reader';
    expect(
      (await reader('GET /repos/mobworx/OPERATIONS', { token })).body.full_name,
    ).toBe('MobWorx/operations');
  });

  it.each([
    ['appsync-service', 'sam-okoro'],
    ['stream-service', 'kim-sato'],
    ['studio-service', 'lee-moran'],
    ['webapp', 'max-rivera'],
    ['developer-portal', 'robin-hale'],
  ])('lets only the right people dispatch in %s', async (name, writer) => {
    const github = await start();
    const status = async (login: string) =>
      (
        await caller(github, login)(dispatches(name), {
          body: { ref: 'nowhere' },
        })
      ).status;
    // 422, as the ref does not exist: the request got past the rights.
    expect(await status(writer)).toBe(422);
    expect(await status('jo-lindt')).toBe(403);
    expect(await status('eve-stranger')).toBe(404);
    expect(github.record.dispatches()).toEqual([]);
  });

  it("refuses every write to readers, the portal's own token included", async () => {
    const github = await start();
    const [run] = github.state.runs('MobWorx/appsync-service');
    const base = '/repos/MobWorx/appsync-service/actions';
    const writes = [
      `POST ${base}/runs/${run.id}/cancel`,
      `POST ${base}/runs/${run.id}/force-cancel`,
      `POST ${base}/runs/${run.id}/rerun`,
      `POST ${base}/runs/${run.id}/rerun-failed-jobs`,
      `POST ${base}/jobs/${run.attempts[0].jobs[0].id}/rerun`,
      `PUT ${base}/workflows/ci.yml/disable`,
      `PUT ${base}/workflows/ci.yml/enable`,
    ];
    const call = caller(github);
    for (const write of writes) {
      const token = 'ghp_simulated_portal_reader';
      expect(await call(write, { token })).toMatchObject(adminRights);
    }
    expect(
      (
        await call(
          'PUT /repos/MobWorx/mediamtx/actions/workflows/ci.yml/disable',
        )
      ).status,
    ).toBe(401);
  });

  it('follows a change of rights', async () => {
    const github = await start();
    github.state.grant('jo-lindt', 'MobWorx/appsync-service', 'write');
    github.state.grant('sam-okoro', 'MobWorx/appsync-service', 'none');
    const dispatch = (login: string) =>
      caller(github, login)(dispatches('appsync-service'), {
        body: { ref: 'master' },
      });
    expect((await dispatch('jo-lindt')).status).toBe(204);
    expect((await dispatch('sam-okoro')).status).toBe(404);
  });
});
