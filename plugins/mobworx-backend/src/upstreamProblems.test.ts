import { UpstreamError, UpstreamFailure } from '@internal/upstream-node';
import { z } from 'zod';
import { problem } from './problems';
import {
  problemOfFailure,
  problemOfStatus,
  readAnswer,
} from './upstreamProblems';

const upstream = { title: 'Stream Service in Staging', credential: 'a.token' };

it.each<[UpstreamFailure, string]>([
  ['timeout', 'upstream_timeout'],
  ['aborted', 'upstream_timeout'],
  ['unreachable', 'upstream_unreachable'],
  ['paused', 'upstream_paused'],
  ['overloaded', 'upstream_overloaded'],
  ['too-large', 'upstream_answer_too_large'],
  ['truncated', 'upstream_answer_truncated'],
])('says of the failure %s that it is %s', (failure, code) => {
  const said = problemOfFailure(
    new UpstreamError('Test', failure, 'http://secret/', true),
    upstream,
  );
  expect(said).toMatchObject({ code, name: 'ServiceUnavailableError' });
  expect(said.message).toMatch(/Stream Service in Staging/);
  expect(said.message + said.remedy).not.toMatch(/secret/);
});

it.each<[UpstreamFailure | number, string]>([
  ['unreachable', 'upstream_unreachable'],
  ['timeout', 'upstream_timeout'],
  [503, 'upstream_unavailable'],
])(
  'says of a service that is left alone what led to it: %s',
  (pausedAfter, code) => {
    const left = new UpstreamError('Test', 'paused', '', false, pausedAfter);
    expect(problemOfFailure(left, upstream)).toMatchObject({ code });
  },
);

it('keeps what is said already, and tells nothing of what it does not know', () => {
  const said = problem('absent', 'room_unknown', 'No.', 'Look elsewhere.');
  expect(problemOfFailure(said, upstream)).toBe(said);
  expect(problemOfFailure(new TypeError('key abc'), upstream)).toMatchObject({
    code: 'upstream_unexpected_answer',
    message: expect.not.stringContaining('abc'),
  });
});

it.each<[number, string, RegExp]>([
  [401, 'upstream_credentials_rejected', /a\.token/],
  [403, 'upstream_credentials_rejected', /a\.token/],
  [404, 'upstream_not_found', /address/],
  [429, 'upstream_rate_limited', /in 7 seconds/],
  [500, 'upstream_unavailable', /log/],
  [302, 'upstream_unexpected_answer', /platform team/],
])('says of the status %s that it is %s', (status, code, remedy) => {
  expect(problemOfStatus(status, upstream, '7')).toMatchObject({
    code,
    remedy: expect.stringMatching(remedy),
    name: 'ServiceUnavailableError',
  });
});

it.each(['soon', null])(
  'says nothing of a time that an upstream gives as %s',
  retryAfter => {
    expect(problemOfStatus(429, upstream, retryAfter).remedy).toBe(
      'The portal tries again by itself.',
    );
  },
);

it('names what is wrong with an answer, and not what it holds', async () => {
  const answer = z.object({ data: z.array(z.object({ id: z.string() })) });
  const read = (body: string) =>
    readAnswer(new Response(body), answer, upstream);
  await expect(read('{"data":[{"id":"x"}]}')).resolves.toEqual({
    data: [{ id: 'x' }],
  });
  await expect(read('<html>secret')).rejects.toMatchObject({
    code: 'upstream_unexpected_answer',
    message: expect.stringMatching(/: it is not JSON\.$/),
  });
  await expect(read('{"data":[{"id":5}]}')).rejects.toThrow(
    /data\.0\.id is not what it should be/,
  );
  await expect(read('[]')).rejects.toThrow(/the whole is not/);
});
