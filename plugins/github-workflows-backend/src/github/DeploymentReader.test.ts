import { answeringGateway } from '../__testUtils__/answeringGateway';
import { DeploymentReader } from './DeploymentReader';

const repository = { host: 'github.com', owner: 'MobWorx', repo: 'webapp' };

function readerOf(...answers: unknown[]) {
  const config = { keepListsMs: 1, watchIntervalMs: 1 };
  return new DeploymentReader(answeringGateway(...answers), config as never);
}

it('takes a pattern of unnamed type for one of branches, and leaves out one without a name', async () => {
  const reader = readerOf({
    branch_policies: [
      { name: 'release/*' },
      { name: 'v*', type: 'tag' },
      { type: 'branch' },
    ],
  });
  const { value } = await reader.policies(repository, 'production');
  expect(value).toEqual([
    { name: 'release/*', type: 'branch' },
    { name: 'v*', type: 'tag' },
  ]);
});

it('tells of a review whose author, comment or environment is gone, or whose state is newer', async () => {
  const reader = readerOf([
    { environments: [{}], state: 'approved', user: null },
    {
      environments: [{ name: 'production' }],
      state: 'pondered',
      user: { login: 'robin-hale' },
      comment: 'Wait',
    },
  ]);
  const state = { run: { id: 1, attempt: 1, status: 'waiting' }, jobs: [] };
  const { value } = await reader.reviews(repository, state as never);
  expect(value).toEqual([
    { environments: [], state: 'approved', user: undefined, comment: '' },
    {
      environments: ['production'],
      state: 'pending',
      user: 'robin-hale',
      comment: 'Wait',
    },
  ]);
});
