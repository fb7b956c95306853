import { requestJson } from './requestJson';

const schema = {
  safeParse: (value: unknown) =>
    typeof value === 'number'
      ? { success: true as const, data: value }
      : { success: false as const, error: { message: 'expected\n  number' } },
};

function backend(response: object) {
  const fetch = jest.fn().mockResolvedValue({ ok: true, ...response });
  return { fetchApi: { fetch }, fetch };
}

describe('requestJson', () => {
  it('asks with what it is given and returns the parsed answer', async () => {
    const { fetchApi, fetch } = backend({ json: async () => 5 });
    const init = { method: 'POST' };
    await expect(
      requestJson({ fetchApi, url: 'plugin://x/y', schema, init }),
    ).resolves.toBe(5);
    expect(fetch).toHaveBeenCalledWith('plugin://x/y', init);
  });

  it('throws the error answer of the backend', async () => {
    const { fetchApi } = backend({
      ok: false,
      status: 404,
      statusText: 'Not Found',
      headers: new Headers({ 'content-type': 'application/json' }),
      text: async () =>
        JSON.stringify({
          error: {
            name: 'NotFoundError',
            message: 'Gone.',
            code: 'run_not_found',
          },
          response: { statusCode: 404 },
        }),
    });
    await expect(
      requestJson({ fetchApi, url: 'plugin://x/y', schema }),
    ).rejects.toMatchObject({
      statusCode: 404,
      cause: { message: 'Gone.', code: 'run_not_found' },
    });
  });

  it.each([
    ['another shape', async () => 'five', 'expected number'],
    ['no JSON', async () => JSON.parse('<html>'), 'not JSON'],
  ])('says clearly that the answer has %s', async (_, json, detail) => {
    const { fetchApi } = backend({ json });
    await expect(
      requestJson({ fetchApi, url: 'plugin://x/y', schema }),
    ).rejects.toMatchObject({
      name: 'UnexpectedAnswerError',
      code: 'unexpected_answer',
      message: expect.stringContaining(`plugin://x/y: ${detail}`),
      remedy: expect.stringContaining('Reload the page'),
    });
  });
});
