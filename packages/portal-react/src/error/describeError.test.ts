import { ResponseError } from '@backstage/errors';
import { describeError } from './describeError';

function answer(status: number, body: unknown, type = 'application/json') {
  return ResponseError.fromResponse({
    ok: false,
    status,
    statusText: 'Some Status',
    headers: new Headers({ 'content-type': type }),
    text: async () => (typeof body === 'string' ? body : JSON.stringify(body)),
  } as unknown as Response);
}

const problem = (status: number, extra: object = {}) =>
  answer(status, {
    error: { name: 'AnyError', message: 'What happened and why.', ...extra },
    response: { statusCode: status },
  });

describe('describeError', () => {
  it('takes message, code and remedy from our backends', async () => {
    expect(
      describeError(
        await problem(503, { code: 'github_timeout', remedy: 'Wait.' }),
      ),
    ).toEqual({
      title: 'Not available right now',
      message: 'What happened and why.',
      remedy: 'Wait.',
      code: 'github_timeout',
      forbidden: false,
      retryable: true,
    });
  });

  it.each([
    [400, false, false],
    [401, false, false],
    [403, true, false],
    [404, false, false],
    [409, false, false],
    [422, false, false],
    [429, false, true],
    [500, false, true],
    [504, false, true],
  ])(
    'of a %d knows: forbidden %s, retryable %s',
    async (status, forbidden, retryable) => {
      const description = describeError(await problem(status));
      expect(description).toMatchObject({ forbidden, retryable });
      expect(description.title).toMatch(/^[A-Z]/);
    },
  );

  it('tells a signed-out user what to do', async () => {
    expect(describeError(await problem(401)).remedy).toBe(
      'Sign in again, then retry.',
    );
  });

  it('keeps the page of HTML of a proxy away from the user', async () => {
    const { message } = describeError(
      await answer(502, '<html><h1>Bad gateway</h1></html>', 'text/html'),
    );
    expect(message).toBe(
      'The portal answered 502 Some Status without saying why.',
    );
  });

  it.each([
    'Failed to fetch',
    'NetworkError when attempting to fetch resource.',
    'Load failed',
  ])('knows “%s” for a missing answer', text => {
    expect(describeError(new TypeError(text))).toMatchObject({
      title: 'The portal can’t be reached',
      retryable: true,
    });
  });

  it('reads title, code and remedy of an error of the page itself', () => {
    const error = Object.assign(new Error('No.'), {
      title: 'Not signed in to GitHub',
      code: 'github_token_missing',
      remedy: 'Sign in.',
    });
    expect(describeError(error)).toMatchObject({
      title: 'Not signed in to GitHub',
      message: 'No.',
      code: 'github_token_missing',
      remedy: 'Sign in.',
    });
  });

  it('has words even for what isn’t an error', () => {
    expect(describeError('boom').message).toBe(
      'An error without a message occurred.',
    );
    // A slip of ours is no network failure.
    expect(describeError(new TypeError('x is not a function')).title).toBe(
      'Something went wrong',
    );
  });
});
