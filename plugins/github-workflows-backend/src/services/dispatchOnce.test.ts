import { RequestError } from '@octokit/request-error';
import { DispatchOptions, DispatchService } from './DispatchService';
import { IdentityRules } from './IdentityRules';
import { SENDING_LIMIT_MS } from './RunMatcher';

const KEY = '4d2a0a3e-6a3c-4d2b-9d5e-0a1b2c3d4e5f';
const BLOB = 'a'.repeat(40);
const HEAD = 'b'.repeat(40);
const repository = { host: 'github.com', owner: 'MobWorx', repo: 'WebApp' };

const input = (name: string, type: string, more = {}) => ({
  name,
  type,
  required: false,
  ...more,
});

/** The parts around the service, as plain objects that remember what was asked of them. */
function makeService(form: object = {}, rules: IdentityRules | [] = []) {
  const kept = new Map<string, any>();
  const store = {
    byKey: jest.fn(async (_key: object) => undefined as any),
    byId: jest.fn(async (id: string) => kept.get(id)),
    begin: jest.fn(async (dispatch: any) => {
      kept.set(dispatch.id, { dispatch: { ...dispatch, state: 'started' } });
      return undefined as any;
    }),
    beginAgain: jest.fn(async () => true),
    finish: jest.fn(async () => {}),
  };
  const gateway = {
    writeAs: jest.fn(async () => ({ workflow_run_id: 7 }) as any),
    appToken: jest.fn(async () => 'ghs_app'),
    loginOf: jest.fn(async () => 'max-rivera'),
  };
  const parts = {
    store,
    gateway,
    repositories: { forgetFiles: jest.fn() },
    runs: { forgetLists: jest.fn() },
    workflows: {
      form: jest.fn(async () => ({
        file: 'deploy.yml',
        state: 'runnable',
        blobSha: BLOB,
        ref: { name: 'main', sha: HEAD },
        inputs: [input('stage', 'string', { required: true })],
        problems: [],
        ...form,
      })),
    },
    matcher: { look: jest.fn(async () => {}) },
    watcher: { watch: jest.fn() },
    logger: { info: jest.fn(), debug: jest.fn() },
    identities: Array.isArray(rules) ? new IdentityRules(rules) : rules,
  };
  return { ...parts, kept, service: new DispatchService(parts as never) };
}

const asApp = () =>
  new IdentityRules([
    { entities: ['component:default/webapp'], files: ['deploy.yml'] },
  ]);

function options(change: object = {}, request: object = {}): DispatchOptions {
  return {
    entityRef: 'component:default/webapp',
    repository,
    file: 'deploy.yml',
    userRef: 'user:default/max-rivera',
    userToken: 'gho_max',
    requireEnvironment: jest.fn(async () => {}),
    request: {
      ref: 'main',
      refType: 'branch',
      inputs: { stage: 'staging' },
      expectedBlobSha: BLOB,
      headShaSeen: HEAD,
      idempotencyKey: KEY,
      ...request,
    } as never,
    ...change,
  };
}

/** What was written down of an earlier request like the one of `options()`. */
function earlier(dispatch: object = {}, updatedAt = new Date()) {
  return {
    repository: 'github.com/mobworx/webapp',
    updatedAt,
    dispatch: {
      id: 'before',
      entityRef: 'component:default/webapp',
      workflowFile: 'deploy.yml',
      ref: 'main',
      refType: 'branch',
      inputs: { stage: 'staging' },
      identity: 'user',
      state: 'started',
      ...dispatch,
    },
  };
}

const unauthorized = () =>
  new RequestError('Bad credentials', 401, {
    request: { method: 'GET', url: 'https://api.github.com', headers: {} },
  } as never);

describe('a new request', () => {
  it('is checked, written down with what is known, sent as the person, and followed', async () => {
    const parts = makeService();
    const dispatch = await parts.service.dispatch(options());
    expect(dispatch).toMatchObject({ state: 'started' });
    expect(parts.store.byKey).toHaveBeenCalledWith({
      userRef: 'user:default/max-rivera',
      idempotencyKey: KEY,
    });
    expect(parts.repositories.forgetFiles).toHaveBeenCalledWith(
      repository,
      'branch',
      'main',
    );
    expect(parts.workflows.form).toHaveBeenCalledWith(
      repository,
      'deploy.yml',
      'branch',
      'main',
    );
    expect(parts.gateway.loginOf).toHaveBeenCalledWith('gho_max', repository);
    expect(parts.store.begin.mock.calls).toEqual([
      [
        {
          id: expect.stringMatching(/^[\da-f-]{36}$/),
          idempotencyKey: KEY,
          userRef: 'user:default/max-rivera',
          entityRef: 'component:default/webapp',
          repository: 'github.com/mobworx/webapp',
          workflowFile: 'deploy.yml',
          ref: 'main',
          refType: 'branch',
          inputs: { stage: 'staging' },
          identity: 'user',
          githubLogin: 'max-rivera',
          blobSha: BLOB,
          headShaSeen: HEAD,
          headShaSent: HEAD,
        },
      ],
    ]);
    expect(parts.gateway.writeAs).toHaveBeenCalledWith(
      'gho_max',
      repository,
      expect.objectContaining({
        parameters: {
          file: 'deploy.yml',
          ref: 'main',
          inputs: { stage: 'staging' },
          return_run_details: true,
        },
      }),
    );
    expect(parts.runs.forgetLists).toHaveBeenCalledWith(repository);
    expect(parts.watcher.watch).toHaveBeenCalledWith(repository, 7);
    expect(parts.matcher.look).not.toHaveBeenCalled();
    expect(parts.store.beginAgain).not.toHaveBeenCalled();
    expect(parts.gateway.appToken).not.toHaveBeenCalled();
  });

  it('has its run looked for where GitHub names none', async () => {
    const parts = makeService();
    parts.gateway.writeAs.mockResolvedValueOnce(undefined);
    await parts.service.dispatch(options());
    const [{ id }] = parts.store.begin.mock.calls[0];
    expect(parts.matcher.look).toHaveBeenCalledWith(parts.kept.get(id));
    expect(parts.watcher.watch).not.toHaveBeenCalled();
  });

  it('is sent as the App where a rule says so, with who asked for it', async () => {
    const form = {
      inputs: [input('stage', 'string'), input('requested_by', 'string')],
    };
    const parts = makeService(form, asApp());
    const claimed = { stage: 'staging', requested_by: 'somebody else' };
    await parts.service.dispatch(
      options({ userToken: undefined }, { inputs: claimed }),
    );
    expect(parts.gateway.appToken).toHaveBeenCalledWith(repository);
    expect(parts.store.begin.mock.calls[0][0]).toMatchObject({
      identity: 'app',
      inputs: { stage: 'staging', requested_by: 'user:default/max-rivera' },
    });
    expect(parts.gateway.writeAs).toHaveBeenCalledWith(
      'ghs_app',
      repository,
      expect.anything(),
    );
  });

  it('asks for each environment that is chosen, and that the file chooses by itself', async () => {
    const form = {
      inputs: [
        input('stage', 'string'),
        input('chosen', 'environment'),
        input('preset', 'environment', { default: 'staging' }),
        input('none', 'environment'),
      ],
    };
    const parts = makeService(form);
    const asked = options({}, { inputs: { stage: 'x', chosen: 'production' } });
    await parts.service.dispatch(asked);
    expect((asked.requireEnvironment as jest.Mock).mock.calls).toEqual([
      ['production'],
      ['staging'],
    ]);
    const refused = options(
      { requireEnvironment: jest.fn().mockRejectedValue(new Error('no')) },
      { inputs: { stage: 'x', chosen: 'production' } },
    );
    await expect(parts.service.dispatch(refused)).rejects.toThrow('no');
    expect(parts.gateway.writeAs).toHaveBeenCalledTimes(1);
  });

  it('is sent also when GitHub does not tell whose token it is', async () => {
    const parts = makeService();
    parts.gateway.loginOf.mockRejectedValueOnce(new Error('silence'));
    await parts.service.dispatch(options());
    expect(parts.store.begin.mock.calls[0][0].githubLogin).toBeUndefined();
    expect(parts.logger.debug).toHaveBeenCalledWith(
      'GitHub did not tell whose token it is',
    );
  });

  it.each<[string, object, object, string, string, RegExp]>([
    [
      'there is no token',
      {},
      { userToken: undefined },
      'NotAllowedError',
      'github_token_missing',
      /^A workflow runs in your name, and the portal has no GitHub sign-in of yours\.$/,
    ],
    [
      'the workflow is disabled',
      { state: 'disabled_manually' },
      {},
      'ConflictError',
      'workflow_disabled',
      /switched off/,
    ],
    [
      'the file has changed',
      { blobSha: 'c'.repeat(40) },
      {},
      'ConflictError',
      'form_outdated',
      /^The file deploy\.yml on main has changed since this form was made\.$/,
    ],
    [
      'an input is missing',
      { inputs: [input('other', 'string', { required: true })] },
      {},
      'InputError',
      'input_unknown',
      /no input stage/,
    ],
  ])(
    'is refused where %s: nothing is written down',
    async (_what, form, change, name, code, message) => {
      const parts = makeService(form);
      await expect(
        parts.service.dispatch(options(change)),
      ).rejects.toMatchObject({
        name,
        code,
        message: expect.stringMatching(message),
        remedy: expect.stringMatching(/^\S.*\.$/),
      });
      expect(parts.store.begin).not.toHaveBeenCalled();
      expect(parts.gateway.writeAs).not.toHaveBeenCalled();
    },
  );

  it('is refused where GitHub no longer takes the token', async () => {
    const parts = makeService();
    parts.gateway.loginOf.mockRejectedValueOnce(unauthorized());
    await expect(parts.service.dispatch(options())).rejects.toMatchObject({
      code: 'github_token_rejected',
    });
    expect(parts.store.begin).not.toHaveBeenCalled();
  });
});

describe('a request that was made before', () => {
  it('is answered with what it started, in whatever order its inputs come', async () => {
    const parts = makeService();
    const before = earlier({ inputs: { b: '2', a: '1' } });
    parts.store.byKey.mockResolvedValueOnce(before);
    await expect(
      parts.service.dispatch(
        options({ userToken: undefined }, { inputs: { a: '1', b: '2' } }),
      ),
    ).resolves.toBe(before.dispatch);
    expect(parts.workflows.form).not.toHaveBeenCalled();
    expect(parts.store.begin).not.toHaveBeenCalled();
  });

  it('is the same as the App, without who asked for it', async () => {
    const parts = makeService({}, asApp());
    const before = earlier({
      identity: 'app',
      inputs: { stage: 'staging', requested_by: 'user:default/max-rivera' },
    });
    parts.store.byKey.mockResolvedValueOnce(before);
    await expect(parts.service.dispatch(options())).resolves.toBe(
      before.dispatch,
    );
  });

  it.each([
    [{ ref: 'other' }],
    [{ refType: 'tag' }],
    [{ workflowFile: 'other.yml' }],
    [{ entityRef: 'component:default/other' }],
    [{ inputs: { stage: 'production' } }],
    [{ inputs: {} }],
  ])('with other values is refused: %j', async change => {
    const parts = makeService();
    parts.store.byKey.mockResolvedValueOnce(earlier({ ...change, runId: 9 }));
    await expect(parts.service.dispatch(options())).rejects.toMatchObject({
      name: 'ConflictError',
      code: 'idempotency_key_reused',
      message:
        'This form was sent before with other values, and that request started run 9. What you see now was not sent.',
      remedy: expect.stringMatching(/^Look at the list of runs\..*\.$/),
    });
    parts.store.byKey.mockResolvedValueOnce(earlier(change));
    await expect(parts.service.dispatch(options())).rejects.toThrow(
      'may have started a run',
    );
    expect(parts.gateway.writeAs).not.toHaveBeenCalled();
  });

  it.each([
    ['unknown', 0, 'dispatch_outcome_unknown', false],
    ['sending', 0, 'dispatch_in_progress', false],
    ['sending', SENDING_LIMIT_MS - 5_000, 'dispatch_in_progress', false],
    ['sending', SENDING_LIMIT_MS + 5_000, 'dispatch_outcome_unknown', true],
    ['unknown', SENDING_LIMIT_MS + 5_000, 'dispatch_outcome_unknown', false],
  ])(
    'and is %s for %d ms is never sent again',
    async (state, age, code, ends) => {
      const parts = makeService();
      parts.store.byKey.mockResolvedValueOnce(
        earlier({ state }, new Date(Date.now() - age)),
      );
      await expect(parts.service.dispatch(options())).rejects.toMatchObject({
        code,
        message: expect.stringMatching(/\w/),
        remedy: expect.stringMatching(/\.$/),
      });
      expect(parts.store.finish.mock.calls).toEqual(
        ends ? [['before', 'unknown']] : [],
      );
      expect(parts.gateway.writeAs).not.toHaveBeenCalled();
    },
  );

  it('and was refused is sent again, under the number that it had', async () => {
    const parts = makeService();
    const before = earlier({ state: 'refused' });
    parts.kept.set('before', earlier({ state: 'started', runId: 7 }));
    parts.store.byKey.mockResolvedValueOnce(before);
    parts.store.begin.mockResolvedValueOnce(before);
    await expect(parts.service.dispatch(options())).resolves.toMatchObject({
      id: 'before',
      runId: 7,
    });
    expect(parts.store.beginAgain).toHaveBeenCalledWith(
      'before',
      expect.objectContaining({ idempotencyKey: KEY }),
    );
    expect(parts.store.finish).toHaveBeenCalledWith('before', 'started', 7);
  });

  it('and is being made by another at the same moment is answered, not sent', async () => {
    const parts = makeService();
    parts.store.begin.mockResolvedValueOnce(earlier({ state: 'sending' }));
    parts.store.beginAgain.mockResolvedValueOnce(false);
    parts.kept.set('before', earlier({ state: 'sending' }));
    await expect(parts.service.dispatch(options())).rejects.toMatchObject({
      code: 'dispatch_in_progress',
      message: 'This run is being started already.',
      remedy: 'Wait a moment; it will show up in the list of runs.',
    });
    expect(parts.gateway.writeAs).not.toHaveBeenCalled();
  });
});
