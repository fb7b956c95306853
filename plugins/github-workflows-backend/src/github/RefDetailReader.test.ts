import { answeringGateway } from '../__testUtils__/answeringGateway';
import { RefDetailReader } from './RefDetailReader';

const repository = { host: 'github.com', owner: 'MobWorx', repo: 'webapp' };

const base = {
  repository: { defaultBranchRef: { name: 'main', target: { oid: 'base' } } },
};
const protectedNames = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ name: `protected-${at}` }));
const makeRef = (name: string, sha = name) => ({
  name,
  type: 'branch' as const,
  sha,
  isDefault: false,
  isProtected: false,
});

function readerOf(...answers: unknown[]) {
  const gateway = answeringGateway();
  gateway.query.mockImplementation(
    async (_repository, _query, _names, answer) =>
      answer.parse(answers.shift()),
  );
  gateway.read.mockImplementation(async (_repository, { answer }) =>
    answer.parse(answers.pop()),
  );
  const reader = new RefDetailReader(gateway, { keepListsMs: 60_000 } as never);
  return { gateway, reader };
}

it('finds no repository where there is no default branch', async () => {
  for (const found of [null, { defaultBranchRef: null }]) {
    const { reader } = readerOf({ repository: found }, []);
    await expect(
      reader.details(repository, 'branch', [makeRef('a')]),
    ).rejects.toMatchObject({ code: 'repository_not_found' });
  }
});

it('tells nothing of refs that have nothing in common, and asks once only', async () => {
  const { reader, gateway } = readerOf(
    base,
    { repository: null },
    protectedNames(1),
  );
  const refs = [makeRef('a'), makeRef('protected-0')];
  const first = await reader.details(repository, 'branch', refs);
  expect(first.value).toEqual({
    base: 'main',
    items: [
      { name: 'a', comparison: undefined, isProtected: false },
      { name: 'protected-0', comparison: undefined, isProtected: true },
    ],
  });
  await reader.details(repository, 'branch', refs);
  expect(gateway.query).toHaveBeenCalledTimes(2);
});

it('tells of a tag by its commit, and never of its protection', async () => {
  const answer = {
    aheadBy: 2,
    behindBy: 1,
    baseTarget: { oid: 'base' },
    headTarget: { oid: 'tag', target: { oid: 'commit' } },
  };
  const compared = { repository: { defaultBranchRef: { r0: answer } } };
  const { reader, gateway } = readerOf(base, compared);
  const refs = [makeRef('v1', 'commit')];
  const { value } = await reader.details(repository, 'tag', refs);
  expect(value.items).toEqual([
    {
      name: 'v1',
      comparison: { ahead: 2, behind: 1 },
      isProtected: undefined,
    },
  ]);
  expect(gateway.read).not.toHaveBeenCalled();
});

it('does not take a branch for unprotected where GitHub lists a part only, or nothing', async () => {
  const protectionOf = async (listed: unknown, name: string) => {
    const { reader } = readerOf(base, { repository: null }, listed);
    const refs = [makeRef(name)];
    const { value } = await reader.details(repository, 'branch', refs);
    return value.items[0].isProtected;
  };
  expect(await protectionOf(protectedNames(100), 'a')).toBeUndefined();
  expect(await protectionOf(protectedNames(100), 'protected-99')).toBe(true);
  expect(await protectionOf(protectedNames(99), 'a')).toBe(false);
  expect(await protectionOf('not a list', 'a')).toBeUndefined();
});
