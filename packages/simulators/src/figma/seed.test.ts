import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { findNode } from './Files';
import { figmaSeed } from './seed';

const root = path.resolve(__dirname, '../../../..');
const readYaml = (...file: string[]) =>
  parse(readFileSync(path.join(root, ...file), 'utf8'));
const seed = figmaSeed();
const fileOf = (key: string) => seed.files.find(file => file.key === key);

const annotations = readdirSync(path.join(root, 'catalog/components')).flatMap(
  name => {
    const { metadata } = readYaml('catalog/components', name);
    const value = metadata.annotations?.['figma.com/file-url'];
    return value ? [[metadata.name, metadata.annotations]] : [];
  },
) as [string, Record<string, string>][];

it.each(annotations)(
  'has the design that the catalog names for %s',
  (_name, all) => {
    const [, main, , branch] =
      /figma\.com\/\w+\/(\w+)(\/branch\/(\w+))?/.exec(
        all['figma.com/file-url'],
      ) ?? [];
    const file = fileOf(branch ?? main);
    expect(file?.mainKey).toBe(branch ? main : undefined);
    for (const id of all['figma.com/node-ids']?.split(',') ?? []) {
      expect(findNode(file!, id.trim())?.node.name).toEqual(expect.any(String));
    }
  },
);

it('refers to people and nodes that are there', () => {
  for (const file of seed.files) {
    const people = [
      file.creator,
      file.touchedBy,
      ...(file.versions ?? []).map(({ by }) => by),
      ...(file.comments ?? []).map(({ by }) => by),
    ];
    expect(people.filter(id => !seed.users[id])).toEqual([]);
    const nodes = [
      ...(file.comments ?? []).flatMap(({ node }) => node ?? []),
      ...(file.components ?? []).map(({ node }) => node),
      ...(file.devResources ?? []).map(({ node }) => node),
    ];
    expect(nodes.filter(id => !findNode(file, id))).toEqual([]);
    expect(file.versions?.[0].id ?? file.version).toBe(file.version);
    expect(file.key).toMatch(/^\w{22,128}$/);
  }
});

it('has each sort of file that a page has to cope with', () => {
  expect(seed.files.some(({ mainKey }) => mainKey)).toBe(true);
  expect(seed.files.some(({ shared }) => shared === false)).toBe(true);
  expect(seed.files.some(({ editorType }) => editorType === 'make')).toBe(true);
  const ios = fileOf('MWXiosDesignFileKey0001')!;
  const frames = ios.pages[0].children.flatMap(({ children = [] }) => children);
  expect(frames).toHaveLength(40);
});
