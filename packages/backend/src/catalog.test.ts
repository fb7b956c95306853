import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const repository = path.resolve(__dirname, '../../..');
const scripts = path.join(repository, 'scripts/catalog-check');
const testdata = path.join(scripts, 'testdata');

const trees: string[] = [];

/** A copy of the sound tree that a test may spoil. */
function plant() {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'catalog-'));
  trees.push(root);
  fs.cpSync(path.join(testdata, 'sound'), root, { recursive: true });
  return root;
}

function read(root: string, file: string) {
  return fs.readFileSync(path.join(root, file), 'utf8');
}

function write(root: string, file: string, text: string) {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), text);
}

function edit(root: string, file: string, from: string | RegExp, to: string) {
  const before = read(root, file);
  expect(before).toMatch(from);
  write(root, file, before.replace(from, to));
}

function node(...args: string[]) {
  const options = { encoding: 'utf8', cwd: repository } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
  return { status, stdout, stderr };
}

function check(...args: string[]) {
  return node(path.join(scripts, 'main.mjs'), ...args);
}

/** What a module of the check says; jest can't import it, since it is an ES module. */
function evaluate(module: string, expression: string) {
  const url = JSON.stringify(pathToFileURL(path.join(scripts, module)));
  const code = `import * as m from ${url}; console.log(JSON.stringify(${expression}))`;
  const { stdout, stderr } = node('--input-type=module', '-e', code);
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

/** The blocks of mistakes.txt; its first paragraph describes them. */
function readMistakes() {
  const [, ...blocks] = read(testdata, 'mistakes.txt').trim().split('\n\n');
  return blocks.map(block => {
    const [mistake, file, ...rest] = block.split('\n');
    const marked = (mark: string) =>
      rest
        .filter(line => line.startsWith(`${mark} `))
        .map(line => line.slice(2));
    const text = (mark: string) =>
      marked(mark)
        .map(line => `${line}\n`)
        .join('');
    return {
      mistake,
      file: `catalog/${file}`,
      out: text('-'),
      in: text('+'),
      says: marked('>'),
    };
  });
}

afterAll(() => {
  trees.forEach(root => fs.rmSync(root, { recursive: true, force: true }));
});

describe('catalog:check', () => {
  it('finds nothing wrong with the catalog of this repository', () => {
    expect(check()).toEqual({
      status: 0,
      stdout: expect.stringMatching(
        /^\d+ entities in \d+ files, all references resolve\n$/,
      ),
      stderr: '',
    });
  });

  it('lists the files of a sound tree, always in the same way, and accepts it', () => {
    const root = plant();
    const sound = '9 entities in 12 files, all references resolve\n';
    expect(check(root, '--write')).toEqual({
      status: 0,
      stdout: sound,
      stderr: '',
    });
    const lists = () =>
      ['locations', 'org'].map(name => read(root, `catalog/${name}.yaml`));
    const [things, people] = lists();
    expect(things).toContain('spec: { target: ./components/one.yaml }');
    expect(things).not.toContain('./org/');
    expect(people).toContain('spec: { target: ./org/users/ada.yaml }');
    expect(check(root, '--write').stdout).toBe(sound);
    expect(lists()).toEqual([things, people]);
  });

  describe('of a tree with a mistake', () => {
    const mistakes = readMistakes();
    let found: Array<{ holds: boolean; text: string }>;

    beforeAll(() => {
      const roots = mistakes.map(mistake => {
        const root = plant();
        if (mistake.out) edit(root, mistake.file, mistake.out, mistake.in);
        else write(root, mistake.file, mistake.in);
        return root;
      });
      // All by one process: most of what a check takes is the start of its own.
      found = evaluate(
        'check.mjs',
        `await Promise.all(${JSON.stringify(roots)}.map(root => m.checkCatalog(root, { write: true })))`,
      );
    });

    it.each(mistakes.map((mistake, index) => ({ ...mistake, index })))(
      'names file, line and reason of $mistake',
      ({ says, index }) => {
        const { holds, text } = found[index];
        const lines = text.split('\n\n')[0].split('\n');
        const starts = says.map(start => `catalog/${start}`);
        expect(
          lines.map((line, i) => line.slice(0, starts[i]?.length)),
        ).toEqual(starts);
        expect(holds).toBe(false);
      },
    );
  });

  it('says when the list and the files disagree', () => {
    const root = plant();
    check(root, '--write');
    const list = 'catalog/locations.yaml';
    const line =
      read(root, list)
        .split('\n')
        .findIndex(l => l.includes('area.yaml')) + 1;
    edit(root, list, './domains/area.yaml', './domains/old.yaml');
    edit(root, list, './systems/things.yaml', './components/one.yaml');
    edit(root, 'catalog/org.yaml', './org/users/ada.yaml', './org/ada.yaml');
    edit(root, list, './resources/table.yaml', "'./resources/*.yaml'");
    edit(root, 'catalog-info.yaml', 'locations', 'lists');
    const { status, stdout } = check(root);
    const remedy = 'Run ./portal catalog:check --write.';
    expect(
      stdout
        .replaceAll(remedy, '')
        .split('\n')
        .map(l => l.trim()),
    ).toEqual([
      expect.stringMatching(
        /^catalog-info.yaml:1 {2}No Location has the target .\/catalog\/locations.yaml. /,
      ),
      'catalog/domains/area.yaml:1  The portal does not load this file: it is not in catalog/locations.yaml.',
      `${list}:${line}  ./domains/old.yaml is listed, but there is no such file.`,
      expect.stringContaining(
        './resources/*.yaml is a pattern, so one broken file would lose all of them.',
      ),
      expect.stringContaining('./components/one.yaml is listed twice.'),
      'catalog/org.yaml:17  ./org/ada.yaml is listed, but there is no such file.',
      'catalog/org/users/ada.yaml:1  The portal does not load this file: it is not in catalog/org.yaml.',
      'catalog/resources/table.yaml:1  The portal does not load this file: it is not in catalog/locations.yaml.',
      'catalog/systems/things.yaml:1  The portal does not load this file: it is not in catalog/locations.yaml.',
      '',
      '9 mistakes in 7 files; docs/catalog.md explains them',
      '',
    ]);
    expect(status).toBe(1);
  });

  it.each(['catalog', 'catalog-info.yaml'])(
    'exits with 2 and a sentence when there is no %s',
    missing => {
      const root = plant();
      fs.rmSync(path.join(root, missing), { recursive: true });
      expect(check(root)).toEqual({
        status: 2,
        stdout: '',
        stderr: expect.stringMatching(
          new RegExp(
            `^There is no ${missing} in .*\\. Run this at the root .*\\.\n$`,
          ),
        ),
      });
    },
  );

  it('exits with 2 on an option it does not know', () => {
    expect(check('--wirte')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("'--wirte'"),
    });
  });
});

describe("the roadmap's graph", () => {
  const graph =
    'A---B A---C A---D B---E B---F B---G C---E C---F C---G D---H C---H'.split(
      ' ',
    );
  const components =
    'infrastructures appsync-service stream-service studio-service ios android webapp studio-webapp'.split(
      ' ',
    );

  it('has eleven edges: exactly those that follow from the relations of its eight components', () => {
    const references: Array<{ name: string; field: string; target: string }> =
      evaluate(
        'references.mjs',
        `(await import('./scripts/catalog-check/read.mjs')).readCatalog('.').entities.flatMap(e =>
        m.referencesOf(e).map(r => ({ name: e.value.metadata.name, ...r })))`,
      );
    const found = new Set<string>();
    const join = (from: string, to: string) => {
      const ends = [from, to].map(name => components.indexOf(name));
      if (ends.includes(-1)) return;
      found.add(
        ends
          .sort()
          .map(i => 'ABCDEFGH'[i])
          .join('---'),
      );
    };
    for (const { name, field, target } of references) {
      if (field === 'dependsOn')
        join(name, target.replace('component:default/', ''));
      references
        .filter(
          other =>
            field === 'consumesApis' &&
            other.field === 'providesApis' &&
            other.target === target,
        )
        .forEach(provider => join(provider.name, name));
    }
    expect([...found].sort()).toEqual([...graph].sort());
  });

  it('is marked in the files, edge by edge', () => {
    const folder = path.join(repository, 'catalog/components');
    const marks = fs
      .readdirSync(folder)
      .flatMap(file => [...read(folder, file).matchAll(/# \[(E\d+)\] (\S+)/g)])
      .map(([, id, edge]) => `${id} ${edge}`);
    expect(marks.sort()).toEqual(
      graph.map((edge, i) => `E${i + 1} ${edge}`).sort(),
    );
  });
});

describe('docs/catalog.md', () => {
  const text = read(repository, 'docs/catalog.md');

  it('has a template of each kind, and together they pass the check', () => {
    const templates = [...text.matchAll(/```yaml\n# (\S+)\n([^]*?)```/g)];
    const kinds = templates.map(
      ([, , yaml]) => yaml.match(/^kind: (\w+)/m)?.[1],
    );
    expect(kinds.sort().join()).toBe(
      'API,Component,Domain,Group,Resource,System,User',
    );
    const root = plant();
    templates.forEach(([, file, yaml]) => write(root, file, yaml));
    const company = 'catalog/org/groups/mobworx.yaml';
    write(root, company, read(repository, company));
    edit(root, company, /children:\s+\[[^\]]*\]/, 'children: [discovery]');
    expect(check(root, '--write').stdout).toBe(
      '17 entities in 20 files, all references resolve\n',
    );
  });

  it('explains every annotation that the check knows, with an example that the check accepts', () => {
    const rows = [
      ...text.matchAll(
        /^\| `([a-z.-]+\.(?:com|io|org)\/[a-z_-]+)` *\|[^|]+\| `([^`]+)` *\|/gm,
      ),
    ];
    expect(rows.map(([, key]) => key).sort()).toEqual(
      evaluate('annotations.mjs', 'Object.keys(m.ANNOTATIONS).sort()'),
    );
    const root = plant();
    const examples = rows
      .map(
        ([, key, value]) =>
          `    ${key}: ${value.replace('studio-service', 'two')}\n`,
      )
      .join('');
    edit(root, 'catalog/components/one.yaml', / {4}github.*\n/, examples);
    expect(check(root, '--write').stdout).toContain('all references resolve');
  });
});
