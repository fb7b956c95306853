import { UpstreamError } from '@internal/upstream-node';
import { RequestError } from '@octokit/request-error';
import { DispatchSender, Sending } from './DispatchSender';

const gateway = { writeAs: jest.fn() };
const store = { finish: jest.fn() };
const logger = { info: jest.fn(), error: jest.fn() };
const sender = new DispatchSender({ gateway, store, logger } as never);

const sending: Sending = {
  id: 'd1',
  repository: { host: 'github.com', owner: 'MobWorx', repo: 'a' },
  file: 'deploy.yml',
  ref: 'main',
  inputs: { stage: 'staging' },
  identity: 'user',
  token: 'gho_x',
};
const ROUTE = 'POST /repos/{owner}/{repo}/actions/workflows/{file}/dispatches';
const parameters = {
  file: 'deploy.yml',
  ref: 'main',
  inputs: { stage: 'staging' },
};

const refusal = (status: number, message: string) =>
  new RequestError(message, status, {
    request: { method: 'POST', url: 'https://api.github.com', headers: {} },
    response: { status, url: '', headers: {}, data: { message } },
  } as never);

beforeEach(() => jest.resetAllMocks());

it('sends once and writes down the run that GitHub names', async () => {
  gateway.writeAs.mockResolvedValueOnce({ workflow_run_id: 7 });
  await expect(sender.send(sending)).resolves.toBe(7);
  expect(gateway.writeAs.mock.calls).toEqual([
    [
      'gho_x',
      sending.repository,
      expect.objectContaining({
        route: ROUTE,
        parameters: { ...parameters, return_run_details: true },
      }),
    ],
  ]);
  expect(store.finish.mock.calls).toEqual([['d1', 'started', 7]]);
  expect(logger.info).not.toHaveBeenCalled();
});

it.each([[undefined], ['']])(
  'writes down that it started where GitHub names no run: %j',
  async answer => {
    gateway.writeAs.mockResolvedValueOnce(answer);
    await expect(sender.send(sending)).resolves.toBeUndefined();
    expect(store.finish.mock.calls).toEqual([['d1', 'started', undefined]]);
  },
);

it.each([
  ['started it', () => Promise.resolve({ workflow_run_id: 7 })],
  ['refused it', () => Promise.reject(refusal(422, 'No ref found for: main'))],
])(
  'calls the outcome unknown where GitHub has %s and the database is away',
  async (_name, answer) => {
    gateway.writeAs.mockImplementation(answer);
    store.finish.mockRejectedValue(new Error('connect ECONNREFUSED'));
    await expect(sender.send(sending)).rejects.toMatchObject({
      code: 'dispatch_outcome_unknown',
    });
    expect(gateway.writeAs).toHaveBeenCalledTimes(1);
    expect(logger.error).toHaveBeenCalledTimes(1);
  },
);

it('sends again without the key that an older GitHub refuses, and only then', async () => {
  gateway.writeAs
    .mockRejectedValueOnce(
      refusal(
        422,
        'Invalid request.\n\n"return_run_details" is not a permitted key.',
      ),
    )
    .mockResolvedValueOnce(undefined);
  await sender.send(sending);
  expect(gateway.writeAs).toHaveBeenCalledTimes(2);
  expect(gateway.writeAs.mock.calls[1]).toEqual([
    'gho_x',
    sending.repository,
    expect.objectContaining({ route: ROUTE, parameters }),
  ]);
});

it.each([
  [refusal(422, 'No ref found for: main'), 'refused', 'ref_not_found', 422],
  [refusal(400, 'Bad'), 'refused', 'dispatch_refused', 400],
  [refusal(401, 'Bad credentials'), 'refused', 'github_token_rejected', 401],
  [refusal(499, 'Odd'), 'refused', 'github_unexpected_answer', 499],
  [refusal(500, 'Oops'), 'unknown', 'dispatch_outcome_unknown', 500],
  [refusal(302, 'Moved'), 'unknown', 'dispatch_outcome_unknown', 302],
  [
    new UpstreamError('GitHub', 'timeout', 'no answer', true),
    'unknown',
    'dispatch_outcome_unknown',
    undefined,
  ],
  [
    new UpstreamError('GitHub', 'unreachable', 'ECONNREFUSED', false),
    'refused',
    'github_unreachable',
    undefined,
  ],
  [new Error('Odd'), 'unknown', 'dispatch_outcome_unknown', undefined],
])('%s is %s, with the code %s', async (error, state, code, status) => {
  gateway.writeAs.mockRejectedValueOnce(error);
  await expect(sender.send(sending)).rejects.toMatchObject({
    code,
    message: expect.stringMatching(/\w/),
    remedy: expect.stringMatching(/\.$/),
  });
  expect(gateway.writeAs).toHaveBeenCalledTimes(1);
  expect(store.finish.mock.calls).toEqual([['d1', state]]);
  expect(logger.info).toHaveBeenCalledWith(`Dispatch d1 ended as ${state}`, {
    file: 'deploy.yml',
    status,
  });
});
