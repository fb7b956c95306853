import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import type { ImageFacts } from '../engines/engine.ts';
import { contentProblems, factProblems, MOST_BYTES } from './contents.ts';

const root = mkdtempSync(path.join(tmpdir(), 'portal-contents-'));
after(() => rmSync(root, { recursive: true }));

function put(name: string, text = ''): void {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

describe('the files of an image', () => {
  beforeEach(() => {
    rmSync(root, { recursive: true });
    put('usr/local/bin/node');
    put('app/package.json', '{}');
    put('app/packages/backend/dist/index.cjs.js', 'start();');
    put('app/node_modules/a/index.js', 'module.exports = 1;');
  });

  it('are in order when nothing is amiss', async () => {
    assert.deepEqual(await contentProblems(root, 'the-marker'), []);
  });

  // Put together here, so that this file holds none.
  const token = `ghp_${'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO2bN9zq'}`;
  const pem = (what: string) => `-----${what} RSA PRIVATE KEY-----`;
  const mistakes: [problem: RegExp, name: string, text?: string][] = [
    [/gcc is there/, 'usr/bin/gcc'],
    [/python3\.13 is there/, 'usr/bin/python3.13'],
    [/npm is there/, 'usr/local/bin/npm'],
    [/\/app\/app-config\.local\.yaml is there/, 'app/app-config.local.yaml'],
    [/is a source map/, 'app/node_modules/a/index.js.map'],
    [
      /has its source map inside/,
      'app/packages/app/dist/static/main.js',
      '//# sourceMappingURL=data:application/json;base64,e30=',
    ],
    [/has the marker/, 'app/node_modules/a/config.json', '"the-marker"'],
    [
      /GitHub/i,
      'app/packages/backend/dist/config.json',
      `{"token":"${token}"}`,
    ],
    [
      /private key|PrivateKey/i,
      'app/catalog/key.pem',
      `${pem('BEGIN')}\n${'MIIEpAIBAAKCAQEA'.repeat(20)}\n${pem('END')}\n`,
    ],
  ];
  for (const [problem, name, text] of mistakes)
    it(`are refused for ${name}`, async () => {
      put(name, text);
      assert.match(
        (await contentProblems(root, 'the-marker')).join('\n'),
        problem,
      );
    });
});

describe('what an image says of itself', () => {
  const sound: ImageFacts = {
    size: MOST_BYTES,
    env: ['PATH=/bin', 'NODE_ENV=production'],
    user: '1000:1000',
    command: [],
    workingDirectory: '/app',
    history: ['/bin/sh -c #(nop) USER 1000'],
  };
  const mistakes: [problem: RegExp, change: Partial<ImageFacts>][] = [
    [/900 MB are the limit/, { size: MOST_BYTES + 1_000_000 }],
    [/Its user is "node"/, { user: 'node' }],
    [/Its user is "0"/, { user: '0' }],
    [/sets GITHUB_TOKEN/, { env: ['GITHUB_TOKEN=x'] }],
    [/secret of the build/, { history: ['ARG X=the-marker'] }],
  ];

  it('is in order when nothing is amiss', () => {
    assert.deepEqual(factProblems(sound, ['the-marker']), []);
  });
  for (const [problem, change] of mistakes)
    it(`is refused: ${problem.source}`, () => {
      const problems = factProblems({ ...sound, ...change }, ['the-marker']);
      assert.match(problems.join('\n'), problem);
    });
});
