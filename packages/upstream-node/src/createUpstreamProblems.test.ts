import { z } from 'zod';
import { createUpstreamProblems } from './createUpstreamProblems';
import { UpstreamError, UpstreamFailure } from './errors';
import { problem } from './problem';

const problems = createUpstreamProblems({
  prefix: 'forge',
  title: 'Forge',
  problem,
  remedies: {
    timeout: 'Wait.',
    unreachable: 'See the address.',
    tooLarge: 'Ask for less.',
    notJson: 'See what is in between.',
    unexpected: 'See its version.',
    unavailable: 'See its status page.',
  },
});

const thrownBy = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('It threw nothing');
};

it.each<[UpstreamFailure, string, string]>([
  ['timeout', 'forge_timeout', 'Wait.'],
  ['aborted', 'forge_timeout', 'Try again.'],
  ['unreachable', 'forge_unreachable', 'See the address.'],
  ['paused', 'forge_paused', 'ten seconds'],
  ['overloaded', 'forge_overloaded', 'in a moment'],
  ['truncated', 'forge_answer_truncated', 'Try again.'],
  ['too-large', 'forge_answer_too_large', 'Ask for less.'],
])('says why there was no answer: %s', (failure, code, remedy) => {
  const told = problems.ofFailure(
    new UpstreamError('Forge', failure, 'http://secret/', true),
  );
  expect(told).toMatchObject({
    code,
    name: 'ServiceUnavailableError',
    message: expect.stringContaining('Forge'),
    remedy: expect.stringContaining(remedy),
  });
  expect(told.message).not.toContain('secret');
});

it('keeps what is said already, and tells nothing of what it does not know', () => {
  const said = problem('absent', 'file_not_found', 'No.', 'Look elsewhere.');
  expect(problems.ofFailure(said)).toBe(said);
  expect(problems.ofFailure(new TypeError('key abc'))).toMatchObject({
    code: 'forge_unexpected_answer',
    message: expect.not.stringContaining('abc'),
  });
});

it.each([
  [500, 'forge_unavailable', '(500)'],
  [503, 'forge_unavailable', '(503)'],
  [302, 'forge_unexpected_answer', 'another address (302)'],
  [418, 'forge_unexpected_answer', 'the status 418'],
])('says of the status %s that it is %s', (status, code, message) => {
  expect(problems.ofStatus(status)).toMatchObject({
    code,
    message: expect.stringContaining(message),
  });
});

it('reads an answer of the shape that was agreed on', () => {
  const schema = z.object({ files: z.array(z.string()) });
  expect(problems.read(schema, '{"files":["a"],"more":1}')).toEqual({
    files: ['a'],
  });
});

it.each([
  ['a web page', ' <html>', 'forge_answer_not_json', 'A web page'],
  ['half an answer', '{"files":["a', 'forge_answer_truncated', 'broke off'],
  ['nothing', '', 'forge_answer_truncated', 'broke off'],
  ['another type', '7', 'forge_unexpected_answer', ': the whole is not'],
  [
    'another field, without its value or its place in a list',
    '{"nodes":[{"name":"s3cret"}]}',
    'forge_unexpected_answer',
    ': nodes.name is not',
  ],
])('refuses %s', (_name, body, code, message) => {
  const schema = z.object({ nodes: z.array(z.object({ name: z.number() })) });
  const error = thrownBy(() => problems.read(schema, body));
  expect(error).toMatchObject({
    code,
    message: expect.stringContaining(message),
  });
  expect(String(error)).not.toContain('s3cret');
});
