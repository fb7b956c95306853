import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import {
  compareWithConfig,
  container,
  groupsInUse,
  variableGroups,
  variables,
} from './index.ts';

const root = new URL('../../../', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, root), 'utf8');

describe('the list of variables', () => {
  it('names everything once, in the notation of environment variables', () => {
    const names = variables.map(({ name }) => name);
    assert.deepEqual([...new Set(names)], names);
    for (const name of names) assert.match(name, /^[A-Z][A-Z0-9_]+$/);
  });

  it('keeps as a secret whatever sounds like one', () => {
    const open = variables.filter(
      ({ name, secret }) =>
        !secret && /SECRET|TOKEN|PASSWORD|PRIVATE|_KEY/.test(name),
    );
    assert.deepEqual(open, []);
  });

  it('says of each in a sentence what it is for', () => {
    for (const { purpose } of variables) assert.match(purpose, /\.$/);
  });

  it('leaves out what a deployment does not turn on', () => {
    const ids = groupsInUse(['figma']).map(({ id }) => id);
    assert.ok(ids.includes('portal') && ids.includes('figma'));
    assert.ok(!ids.includes('datadog'));
    assert.equal(
      groupsInUse([]).length,
      variableGroups.filter(({ use }) => use === 'always').length,
    );
  });
});

describe('the list and the app-config files', () => {
  const files = container.command
    .filter(word => word.endsWith('.yaml'))
    .map(word => path.basename(word))
    .filter(name => existsSync(new URL(name, root)));

  it('know the same variables', () => {
    assert.ok(files.includes('app-config.yaml'));
    const { unlisted, unread } = compareWithConfig(files.map(read));
    assert.deepEqual(unlisted, [], 'add them to deploy/image/src/variables.ts');
    // What only app-config.production.yaml reads can't be missed before that file is there.
    if (files.includes('app-config.production.yaml'))
      assert.deepEqual(unread, []);
  });

  it('are told apart when they do not', () => {
    const { unlisted, unread } = compareWithConfig([
      'a: ${APP_BASE_URL}\nb: ${ROCKET_TOKEN:-none}\nc: $${NOT_ONE}\n# d: ${OLD_ONE}\n',
    ]);
    assert.deepEqual(unlisted, ['ROCKET_TOKEN']);
    assert.ok(unread.includes('POSTGRES_HOST'));
    assert.ok(
      !unread.includes('APP_BASE_URL') && !unread.includes('LOG_LEVEL'),
    );
  });
});

describe('the way the container is run', () => {
  it('keeps connections as long as app-config.production.yaml says', () => {
    const { backend } = parse(read('app-config.production.yaml'));
    assert.equal(
      backend.server.keepAliveTimeout,
      `${container.keepAliveSeconds}s`,
    );
  });
});
