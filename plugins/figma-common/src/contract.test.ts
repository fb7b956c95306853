import {
  commentUrl,
  devModeUrl,
  embedUrl,
  filesQuerySchema,
  FileRef,
  fileSchema,
  imagePathSchema,
  nodeIdSchema,
  openUrl,
  parseComponents,
  parseFileUrl,
  parseNodeIds,
  versionUrl,
} from './index';

const KEY = 'Xk2pQvT81mZbN5cRwLd0yA';
const BRANCH = 'Bq7LmN3vTzX0cRwYd5KpQ1';

describe('figma.com/file-url', () => {
  it.each<[string, FileRef]>([
    [KEY, { kind: 'design', key: KEY }],
    [`  ${KEY}\n`, { kind: 'design', key: KEY }],
    ...(
      ['design', 'file', 'board', 'proto', 'slides', 'deck', 'make'] as const
    ).map((kind): [string, FileRef] => [
      `https://www.figma.com/${kind}/${KEY}/Some-name?t=1`,
      { kind, key: KEY },
    ]),
    [`https://figma.com/design/${KEY}`, { kind: 'design', key: KEY }],
    [
      `https://www.figma.com/design/${KEY}/Web?node-id=12-34&t=x`,
      { kind: 'design', key: KEY, nodeId: '12:34' },
    ],
    [
      `https://www.figma.com/design/${KEY}/branch/${BRANCH}/Web?node-id=1-2`,
      { kind: 'design', key: BRANCH, mainKey: KEY, nodeId: '1:2' },
    ],
  ])('reads %j', (value, expected) => {
    expect(parseFileUrl(value)).toEqual(expected);
  });

  it.each([
    '',
    'too-short',
    `javascript:alert(1)//www.figma.com/design/${KEY}`,
    `http://www.figma.com/design/${KEY}`,
    `https://evilfigma.com/design/${KEY}`,
    `https://figma.com.evil.example/design/${KEY}`,
    `https://www.figma.com@evil.example/design/${KEY}`,
    `https://someone@www.figma.com/design/${KEY}`,
    `https://www.figma.com:8443/design/${KEY}`,
    `https://www.figma.com/community/${KEY}`,
    `https://www.figma.com/design/short`,
    `https://www.figma.com/design/${KEY}/branch/short`,
    `https://www.figma.com/design/${'k'.repeat(2000)}`,
    `data:text/html,https://www.figma.com/design/${KEY}`,
    `//www.figma.com/design/${KEY}`,
  ])('refuses %j', value => {
    expect(parseFileUrl(value)).toBeUndefined();
  });
});

describe('figma.com/node-ids', () => {
  it('reads both ways to write an id, each once', () => {
    expect(parseNodeIds('1:2, 3-4\n1-2,I5:6;7:8')).toEqual({
      items: ['1:2', '3:4', 'I5:6;7:8'],
    });
  });

  it.each([
    [
      Array.from({ length: 200 }, (_, i) => `1:${i}`).join(','),
      'it chooses 200 frames, and 100 is the most',
    ],
    ['1:2,frame', '"frame" is not the id of a node, such as 1:2'],
    ['1:2/../3', '"1:2/../3" is not the id of a node, such as 1:2'],
  ])('refuses %.20j with words', (value, wrong) => {
    expect(parseNodeIds(value)).toEqual({ wrong });
  });
});

it('reads names and keys of components, and refuses too many', () => {
  expect(parseComponents('Button, Form / Text field,,Button')).toEqual({
    items: ['Button', 'Form / Text field'],
  });
  const many = Array.from({ length: 51 }, (_, i) => `c${i}`).join(',');
  expect(parseComponents(many)).toEqual({
    wrong: 'it names 51 components, and 50 is the most',
  });
  expect(parseComponents('n'.repeat(201))).toHaveProperty('wrong');
});

it('links to a file, to a branch and into it', () => {
  const file = { kind: 'file', key: KEY } as const;
  const branch = { kind: 'design', key: BRANCH, mainKey: KEY } as const;
  expect(openUrl(file)).toBe(`https://www.figma.com/design/${KEY}`);
  expect(openUrl(branch, '1:2')).toBe(
    `https://www.figma.com/design/${KEY}/branch/${BRANCH}?node-id=1-2`,
  );
  expect(devModeUrl(file, 'I1:2;3:4')).toBe(
    `https://www.figma.com/design/${KEY}?node-id=I1-2%3B3-4&m=dev`,
  );
  expect(commentUrl(file, '99', '1:2')).toBe(
    `https://www.figma.com/design/${KEY}?node-id=1-2#99`,
  );
  expect(commentUrl(file, '"><script>')).not.toContain('script');
  expect(versionUrl(file, '7')).toContain('?version-id=7');
});

it('makes the address of an embed, where a kind of file has one', () => {
  expect(
    embedUrl(
      { kind: 'design', key: KEY },
      {
        embedHost: 'portal.example.com',
        nodeId: '1:2',
        devMode: true,
        theme: 'dark',
      },
    ),
  ).toBe(
    `https://embed.figma.com/design/${KEY}?embed-host=portal.example.com&node-id=1-2&mode=dev&theme=dark`,
  );
  expect(
    embedUrl({ kind: 'make', key: KEY }, { embedHost: 'x' }),
  ).toBeUndefined();
});

it('takes ids, versions and refs of the right form only', () => {
  const path = { kind: 'component', namespace: 'default', name: 'webapp' };
  const takes = (image: string, version = '2239') =>
    imagePathSchema.safeParse({ ...path, version, image }).success;
  expect(['thumbnail', '1:2', 'I1:2;3:4'].every(image => takes(image))).toBe(
    true,
  );
  expect(
    ['', '1', '../1:2', '1:2/3', `1:${'2'.repeat(11)}`].some(image =>
      takes(image),
    ),
  ).toBe(false);
  expect(takes('1:2', '../x')).toBe(false);
  expect(nodeIdSchema.safeParse('1-2').success).toBe(false);
  expect(filesQuerySchema.parse({ of: 'System:default/Studio' }).of).toBe(
    'system:default/studio',
  );
  expect(
    filesQuerySchema.safeParse({ of: 'component:default/a' }).success,
  ).toBe(false);
});

it('never lets another host pass as a page of Figma', () => {
  const file = {
    kind: 'design',
    key: KEY,
    name: 'Web',
    editorType: 'figma',
    changeMark: '0123456789abcdef',
    url: `https://www.figma.com/design/${KEY}`,
  };
  expect(fileSchema.safeParse(file).success).toBe(true);
  for (const url of [
    // eslint-disable-next-line no-script-url
    'javascript:alert(1)',
    'https://evilfigma.com/x',
    'https://www.figma.com.evil.example/',
  ]) {
    expect(fileSchema.safeParse({ ...file, url }).success).toBe(false);
  }
});
