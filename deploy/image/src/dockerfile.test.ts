import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { dockerfile, dockerfileProblems, lintProblems } from './dockerfile.ts';

const text = dockerfile();
const root = new URL('../../../', import.meta.url);

describe('the Dockerfile', () => {
  it('is sound for two linters', () => {
    assert.deepEqual(lintProblems(text), []);
  });

  it('makes what the task definition and the chart run', () => {
    assert.deepEqual(dockerfileProblems(text), []);
  });

  it('is given the files that it copies, and no others', () => {
    const copied = [...text.matchAll(/^(?:COPY|ADD) (?!--from)(.+)$/gm)]
      .flatMap(([, words]) => words.split(/\s+/).slice(0, -1))
      .map(name => name.replace(/[^/]+\.tar\.gz$/, '*.tar.gz'));
    const given = readFileSync(new URL('.dockerignore', root), 'utf8')
      .split('\n')
      .filter(line => line.startsWith('!'))
      .map(line => line.slice(1));
    assert.deepEqual([...new Set(copied)].sort(), given.sort());
    for (const name of given.filter(each => !each.includes('*')))
      assert.ok(existsSync(new URL(name, root)), `there is no ${name}`);
  });
});

describe('a mistake in the Dockerfile is found', () => {
  const mistakes: [problem: RegExp, from: string | RegExp, to: string][] = [
    [/not pinned/, /@sha256:\w+/, ''],
    [/not pinned/, /FROM base AS portal/, 'FROM debian:trixie AS portal'],
    [/toolchain/, 'fonts-liberation', 'fonts-liberation python3 make g++'],
    [/USER is node/, 'USER 1000:1000', 'USER node'],
    [/USER is not set/, 'USER 1000:1000\n', ''],
    [/WORKDIR is \/app /, 'WORKDIR /app/packages/backend', 'WORKDIR /app'],
    [/CMD is \["node","\."\]/, /^CMD \["node".*$/m, 'CMD ["node", "."]'],
    [/CMD is node \. /, /^CMD \["node".*$/m, 'CMD node . --config x'],
    [/ENTRYPOINT is \["node"\]/, 'ENTRYPOINT []', 'ENTRYPOINT ["node"]'],
    [/VOLUME is not set/, 'VOLUME ["/tmp"]\n', ''],
    [/EXPOSE is 7007 /, 'EXPOSE 9464\n', ''],
    [/HEALTHCHECK is/, '/.backstage/health/v1/readiness', '/healthcheck'],
    [/start period/, 'start-period=180s', 'start-period=30s'],
  ];
  for (const [problem, from, to] of mistakes)
    it(`${problem.source}: ${to.trim() || 'left out'}`, () => {
      const broken = text.replace(from, to);
      assert.notEqual(broken, text, 'nothing was broken');
      assert.match(dockerfileProblems(broken).join('\n'), problem);
    });

  it('by dockerfile-utils: an instruction that is none', () => {
    const broken = text.replace('EXPOSE', 'EXPOSES');
    assert.match(lintProblems(broken).join('\n'), /Unknown instruction/);
  });

  it('by dockerfilelint: packages without an end to questions', () => {
    const broken = text.replace('install --yes', 'install');
    assert.match(lintProblems(broken).join('\n'), /parameter for `apt-get`/);
  });
});
