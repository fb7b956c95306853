import { answeringGateway } from '../__testUtils__/answeringGateway';
import { RepositoryReader } from './RepositoryReader';

const repository = { host: 'github.com', owner: 'MobWorx', repo: 'webapp' };
const node = (name: string) => ({ name, target: { oid: `of ${name}` } });

function readerOf(...answers: unknown[]) {
  const gateway = answeringGateway(...answers);
  const reader = new RepositoryReader(gateway, { keepListsMs: 1 } as never);
  return { reader, gateway };
}

const refs = (found: object) => ({
  repository: { defaultBranchRef: null, refs: null, ...found },
});

it('lists the refs of a repository without commits, and of one that is gone', async () => {
  const { reader } = readerOf(refs({}), { repository: null });
  expect((await reader.refs(repository, 'branch', '')).value).toEqual({
    items: [],
    more: false,
  });
  await expect(reader.refs(repository, 'tag', '')).rejects.toMatchObject({
    code: 'repository_not_found',
  });
});

it('puts the default branch first where the search means it, and says that there are more', async () => {
  const found = refs({
    defaultBranchRef: node('master'),
    refs: { totalCount: 9, nodes: [node('a'), node('ma')] },
  });
  const { reader } = readerOf(found, found, found);
  const names = async (type: 'branch' | 'tag', search: string) =>
    (await reader.refs(repository, type, search)).value.items.map(
      ({ name, isDefault }) => [name, isDefault],
    );
  expect(await names('branch', 'ma')).toEqual([
    ['master', true],
    ['a', false],
    ['ma', false],
  ]);
  expect(await names('branch', 'a-')).toEqual([
    ['a', false],
    ['ma', false],
  ]);
  expect(await names('tag', '')).toEqual([
    ['a', false],
    ['ma', false],
  ]);
});

it('reads a ref without workflow files, and files whose text GitHub keeps back', async () => {
  const file = (name: string, object: unknown, type = 'blob') => ({
    name,
    oid: 'b1',
    type,
    object,
  });
  const entries = [
    file('cut.yml', { text: 'on:', isTruncated: true }),
    file('binary.YAML', { text: null }),
    file('sub.yml', null, 'tree'),
    file('README.md', { text: '#' }),
    file('ci.yml', { text: 'on: push' }),
  ];
  const tag = {
    name: 'v1',
    target: { oid: 'tag', target: { oid: 'commit' } },
    branchProtectionRule: null,
  };
  const { reader } = readerOf(
    { repository: { ref: node('empty'), object: null } },
    { repository: { ref: tag, object: { entries } } },
    { repository: { ref: null, object: null } },
    { repository: null },
  );
  const empty = await reader.filesAt(repository, 'branch', 'empty');
  expect(empty.value).toMatchObject({ ref: { isDefault: false }, files: [] });
  const { value } = await reader.filesAt(repository, 'tag', 'v1');
  expect(value.ref.sha).toBe('commit');
  expect(value.files.map(({ name, text }) => [name, text])).toEqual([
    ['cut.yml', undefined],
    ['binary.YAML', undefined],
    ['ci.yml', 'on: push'],
  ]);
  const absent = (name: string) => reader.filesAt(repository, 'tag', name);
  await expect(absent('v2')).rejects.toMatchObject({ code: 'ref_not_found' });
  await expect(absent('v3')).rejects.toMatchObject({
    code: 'repository_not_found',
  });
});

it('reads the workflows page by page until the last, an empty one or the fifth', async () => {
  const page = (count: number, total: number) => ({
    total_count: total,
    workflows: Array.from({ length: count }, (_, id) => ({
      id,
      name: 'CI',
      path: '.github/workflows/ci.yml',
      state: 'active',
      html_url: 'https://github.com/x',
    })),
  });
  const read = async (...pages: unknown[]) => {
    const { reader, gateway } = readerOf(...pages);
    const { value } = await reader.workflows(repository);
    return [value.length, gateway.read.mock.calls.length];
  };
  expect(await read(page(100, 130), page(30, 130))).toEqual([130, 2]);
  expect(await read(page(100, 130), page(0, 130))).toEqual([100, 2]);
  const full = page(100, 900);
  expect(await read(full, full, full, full, full, full)).toEqual([500, 5]);
});

it('reads a repository that has no environments', async () => {
  const { reader } = readerOf({});
  expect((await reader.environments(repository)).value).toEqual([]);
});
