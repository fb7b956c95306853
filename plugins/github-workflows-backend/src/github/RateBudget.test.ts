import { RateBudget } from './RateBudget';

const owner = { host: 'github.com', credential: 'token' };
const URL_OF_RUNS = 'https://api.github.com/repos/MobWorx/webapp/actions/runs';

async function afterAnswer(status: number, headers: Record<string, string>) {
  const budget = new RateBudget();
  const fetch = jest.fn(async () => new Response('{}', { status, headers }));
  const counting = budget.counting(fetch, owner);
  await counting(new Request(URL_OF_RUNS));
  return { budget, fetch, counting };
}

const inAnHour = () => String(Math.ceil(Date.now() / 1_000) + 3_600);

it.each<[string, Record<string, string>, boolean]>([
  ['nothing', {}, true],
  [
    'much that is left',
    { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '4000' },
    true,
  ],
  [
    'little that is left',
    { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '100' },
    false,
  ],
  ['something left, not of how much', { 'x-ratelimit-remaining': '1' }, true],
  ['nothing left, not of how much', { 'x-ratelimit-remaining': '0' }, false],
])('with an answer that tells of %s', async (_name, headers, spare) => {
  const { budget } = await afterAnswer(200, {
    'x-ratelimit-reset': inAnHour(),
    ...headers,
  });
  expect(budget.hasCallsToSpare(owner)).toBe(spare);
});

it('goes on after a reset that has passed, and where GitHub never told of one', async () => {
  const little = { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '1' };
  const past = await afterAnswer(200, { ...little, 'x-ratelimit-reset': '1' });
  expect(past.budget.hasCallsToSpare(owner)).toBe(true);
  const untold = await afterAnswer(200, little);
  expect(untold.budget.hasCallsToSpare(owner)).toBe(true);
});

it('sends nothing for a minute after a refusal that says no time, GraphQL apart', async () => {
  const { budget, fetch, counting } = await afterAnswer(429, {});
  await expect(counting(URL_OF_RUNS)).rejects.toThrow(/no more calls/);
  expect(budget.hasCallsToSpare(owner)).toBe(false);
  expect(fetch).toHaveBeenCalledTimes(1);
  await counting('https://api.github.com/graphql');
  expect(budget.list()).toMatchObject([
    { resource: 'core', pausedUntil: expect.any(Number) },
    { resource: 'graphql' },
  ]);
  const later = Date.now() + 61_000;
  jest.spyOn(Date, 'now').mockReturnValue(later);
  await counting(URL_OF_RUNS);
  jest.restoreAllMocks();
  expect(fetch).toHaveBeenCalledTimes(3);
});
