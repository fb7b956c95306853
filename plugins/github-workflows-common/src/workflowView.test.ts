import { readPinnedWorkflows, readWorkflowView } from './index';

const INCLUDE = 'github-workflows.mobworx.com/include';
const EXCLUDE = 'github-workflows.mobworx.com/exclude';
const VEECODE = 'github.com/workflows';
const PINNED = 'github-workflows.mobworx.com/pinned';

it.each([
  [undefined, {}],
  [{}, {}],
  [
    { [INCLUDE]: 'ci.yml, deploy-*.yml ' },
    { view: { include: ['ci.yml', 'deploy-*.yml'], exclude: [] } },
  ],
  [
    { [EXCLUDE]: 'nightly.yml' },
    { view: { include: [], exclude: ['nightly.yml'] } },
  ],
  [
    { [VEECODE]: 'ci.yml,release.yml', [EXCLUDE]: 'release.yml' },
    { view: { include: ['ci.yml', 'release.yml'], exclude: ['release.yml'] } },
  ],
  [
    { [VEECODE]: ' ["ci.yml", {"workflow": "release.yml", "label": "x"}]' },
    { view: { include: ['ci.yml', 'release.yml'], exclude: [] } },
  ],
  // The portal's own annotation goes first: what the other one says doesn't matter then.
  [
    { [INCLUDE]: 'ci.yml', [VEECODE]: '[broken' },
    { view: { include: ['ci.yml'], exclude: [] } },
  ],
])('reads which workflows the annotations %j show', (annotations, expected) =>
  expect(readWorkflowView(annotations)).toEqual(expected),
);

it.each([
  [INCLUDE, ''],
  [INCLUDE, 'ci.yml,,release.yml'],
  [INCLUDE, '../ci.yml'],
  [INCLUDE, '{a,b}.yml'],
  [INCLUDE, '!ci.yml'],
  [INCLUDE, '+(a).yml'],
  [INCLUDE, 'a\u0000.yml'],
  [INCLUDE, 'a'.repeat(256)],
  [INCLUDE, Array(51).fill('ci.yml').join(',')],
  [EXCLUDE, 'a/b.yml'],
  [VEECODE, '[broken'],
  [VEECODE, '[]'],
  [VEECODE, '[{"name": "ci.yml"}]'],
  [VEECODE, '["../ci.yml"]'],
])('says that the annotation %s cannot be read as %j', (name, value) =>
  expect(readWorkflowView({ [name]: value })).toEqual({ malformed: name }),
);

it('takes the first ten workflow files that are pinned, each once, and no other text', () => {
  expect(readPinnedWorkflows()).toEqual([]);
  expect(readPinnedWorkflows({})).toEqual([]);
  expect(
    readPinnedWorkflows({ [PINNED]: ' b.yml,a.yaml,,b.yml,../c.yml,notes.md' }),
  ).toEqual(['b.yml', 'a.yaml']);
  const many = Array.from({ length: 11 }, (_, at) => `w${at}.yml`);
  expect(readPinnedWorkflows({ [PINNED]: many.join() })).toEqual(
    many.slice(0, 10),
  );
});
