import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addPortal, createApp } from '../app.ts';
import { example } from '../example.ts';
import { defects, defectsForTheValidator } from './defects/index.ts';
import { checks, problemsIn } from './index.ts';
import { templatesOf } from './templates.ts';
import { findingsOfTheValidator } from './validator.ts';

const app = createApp();
addPortal(app, example);
const good = templatesOf(app);

const idsOf = (problems: string[]) => [
  ...new Set(problems.map(problem => problem.split(':')[0])),
];

describe('the templates', () => {
  it('pass every check', () => {
    assert.deepEqual(problemsIn(good, example), []);
  });
});

describe('a mistake is found', () => {
  for (const { caughtBy, mistake, make } of defects)
    it(`${caughtBy}: ${mistake}`, () => {
      const broken = structuredClone(good);
      make(broken);
      const found = idsOf(problemsIn(broken, example));
      assert.ok(
        found.includes(caughtBy),
        `found: ${found.join(', ') || 'nothing'}`,
      );
    });

  for (const { caughtBy, mistake, make } of defectsForTheValidator)
    it(`${caughtBy} (validator): ${mistake}`, () => {
      const stack = 'PortalService-production';
      const broken = structuredClone({ [stack]: good[stack] });
      make(broken);
      const found = findingsOfTheValidator(broken);
      assert.ok(
        found.includes(caughtBy),
        `found: ${found.join(', ') || 'nothing'}`,
      );
    });

  it('by each check at least once', () => {
    const tried = new Set(defects.map(({ caughtBy }) => caughtBy));
    assert.deepEqual(
      checks.map(({ id }) => id).filter(id => !tried.has(id)),
      [],
    );
  });
});
