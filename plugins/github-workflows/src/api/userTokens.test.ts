import { ENTITY, makeClient } from '../__testUtils__/makeClient';
import { makeRepository } from '../testHelpers/builders';

// User tokens of a GitHub App end when they are refreshed, by whichever tab of the portal.
const refusal = {
  error: {
    name: 'NotAllowedError',
    message: 'GitHub no longer accepts your sign-in.',
    code: 'github_token_rejected',
  },
  response: { statusCode: 403 },
};

function setUp(repository = makeRepository()) {
  const made = makeClient({ runId: 501 });
  const { client, fetch } = made;
  const answer = fetch.getMockImplementation()!;
  const taken: string[] = [];
  const refuse = (...tokens: string[]) =>
    fetch.mockImplementation(async (...args) => {
      const { headers } = args[1] as { headers: Record<string, string> };
      const token = headers['X-GitHub-Token'];
      taken.push(token);
      const refused = tokens.includes(token);
      return {
        ...(await answer(...args)),
        ...(refused && {
          ok: false,
          status: 403,
          json: async () => refusal as never,
          text: async () => JSON.stringify(refusal),
        }),
      };
    });
  const cancel = () =>
    client.cancelRun({
      entityRef: ENTITY,
      runId: 501,
      repository,
      request: { force: false },
    });
  return { ...made, cancel, refuse, taken };
}

it('goes on with a new one, and keeps to it', async () => {
  const { cancel, refuse, taken, startGithubAuth, newGithubAuth } = setUp();
  refuse('gho_of_the_user');
  await expect(cancel()).resolves.toEqual({ runId: 501 });
  await expect(cancel()).resolves.toEqual({ runId: 501 });
  expect(taken).toEqual([
    'gho_of_the_user',
    'ghu_next_of_the_user',
    'ghu_next_of_the_user',
  ]);
  expect(startGithubAuth).toHaveBeenCalledTimes(1);
  expect(newGithubAuth.getAccessToken).toHaveBeenCalledWith('repo', {
    instantPopup: true,
  });
});

it('takes the one that was got in the meantime', async () => {
  const { cancel, refuse, taken, startGithubAuth, githubAuth } = setUp();
  refuse('ghu_old');
  githubAuth.getAccessToken.mockResolvedValueOnce('ghu_old');
  await expect(cancel()).resolves.toEqual({ runId: 501 });
  expect(taken).toEqual(['ghu_old', 'gho_of_the_user']);
  expect(startGithubAuth).not.toHaveBeenCalled();
});

it('tries once, and says it when that is refused too', async () => {
  const { cancel, refuse, taken } = setUp();
  refuse('gho_of_the_user', 'ghu_next_of_the_user');
  await expect(cancel()).rejects.toMatchObject({
    cause: { message: 'GitHub no longer accepts your sign-in.' },
  });
  expect(taken).toHaveLength(2);
});

it('says that the window was closed in which the person would have signed in', async () => {
  const { cancel, refuse, newGithubAuth } = setUp();
  refuse('gho_of_the_user');
  newGithubAuth.getAccessToken.mockRejectedValue(
    Object.assign(new Error('closed'), { name: 'PopupRejectedError' }),
  );
  await expect(cancel()).rejects.toMatchObject({
    code: 'github_token_missing',
    message: expect.stringContaining('window was closed or blocked'),
  });
});

it('sends no token of github.com to another host', async () => {
  const { cancel, refuse, taken, startGithubAuth } = setUp(
    makeRepository({
      host: 'ghe.example.com',
      tokenUrl: 'https://ghe.example.com/MobWorx/studio-service',
    }),
  );
  refuse('ghe_of_the_user');
  await expect(cancel()).rejects.toMatchObject({
    cause: { code: 'github_token_rejected' },
  });
  expect(taken).toEqual(['ghe_of_the_user']);
  expect(startGithubAuth).not.toHaveBeenCalled();
});
