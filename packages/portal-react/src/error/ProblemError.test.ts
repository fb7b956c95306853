import { ResponseError } from '@backstage/errors';
import { describeError } from './describeError';
import { ProblemError, rewordRefusal, upstreamTitles } from './ProblemError';

const titles: Record<string, string> = upstreamTitles('forge', 'Forge');

class ForgeError extends ProblemError {}

const reword = (error: unknown) =>
  rewordRefusal(
    error,
    code => titles[String(code)],
    problem => new ForgeError(problem, titles[problem.code]),
  );

const refusal = (extra: object) =>
  ResponseError.fromResponse({
    ok: false,
    status: 503,
    statusText: 'Service Unavailable',
    headers: new Headers({ 'content-type': 'application/json' }),
    text: async () =>
      JSON.stringify({
        error: { name: 'ServiceUnavailableError', message: 'Why.', ...extra },
        response: { statusCode: 503 },
      }),
  } as unknown as Response);

it('gives a refusal its own heading and keeps what the backend said', async () => {
  const error = reword(
    await refusal({ code: 'forge_timeout', remedy: 'Wait.' }),
  );
  expect(error).toBeInstanceOf(ForgeError);
  expect(String(error)).toBe('ProblemError: Why.');
  expect(describeError(error)).toMatchObject({
    title: 'Forge takes too long to answer',
    message: 'Why.',
    code: 'forge_timeout',
    remedy: 'Wait.',
  });
});

it.each([
  ['a refusal without a code', refusal({})],
  ['a code without a heading', refusal({ code: 'not_allowed' })],
  ['what no backend said', new TypeError('Failed to fetch')],
])('leaves %s as it is', async (_name, made) => {
  const error = await made;
  expect(reword(error)).toBe(error);
});
