import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { scriptsIn, workflows } from './workflows.ts';

// What runs the tests looks for it; without it this file has nothing to say.
const shellcheck = process.env.SHELLCHECK;
const root = path.resolve(import.meta.dirname, '../../..');

function findingsIn(script: string, shell: string): string {
  const { stdout, stderr, error } = spawnSync(
    shellcheck!,
    [
      ...['--shell', shell, '--norc', '--format', 'gcc'],
      // Variables in capitals come from the `env` of the step.
      ...['--exclude', 'SC2153', '-'],
    ],
    { input: script, encoding: 'utf8' },
  );
  if (error) throw error;
  return stdout + stderr;
}

if (shellcheck) {
  describe('the scripts of the workflows', () => {
    const scripts = workflows().flatMap(scriptsIn);

    it('are there to be looked at', () => {
      assert.ok(scripts.length > 10, `${scripts.length} scripts`);
    });

    for (const { where, script } of scripts)
      it(`are sound for ShellCheck: ${where}`, () => {
        assert.equal(findingsIn(script, 'bash'), '');
      });

    it('would not be with a mistake in them', () => {
      const broken = scripts[0].script.concat('\nrm -rf $FOLDER/*\n');
      assert.match(findingsIn(broken, 'bash'), /SC2086/);
    });
  });

  describe('the programs of the shell', () => {
    for (const [name, shell] of [
      ['portal', 'sh'],
      ['.ci/run', 'bash'],
    ])
      it(`are sound for ShellCheck: ${name}`, () => {
        const script = readFileSync(path.join(root, name), 'utf8');
        assert.equal(findingsIn(script, shell), '');
      });
  });
}
