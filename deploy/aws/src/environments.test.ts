import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addPortal, createApp } from './app.ts';
import { subjectsOf } from './delivery/subjects.ts';
import type { Environment } from './environment.ts';
import { isRange, problemsOf } from './environmentProblems.ts';
import { environments } from './environments.ts';
import { example } from './example.ts';

const { staging } = example.environments;
const changed = (change: (environment: Environment) => void): Environment => {
  const environment = structuredClone(staging);
  change(environment);
  return environment;
};

describe('an environment', () => {
  it('is sound as it is written down', () => {
    for (const [name, environment] of Object.entries(environments))
      assert.deepEqual(problemsOf(name, environment), []);
  });

  const mistakes: [RegExp, (environment: Environment) => void][] = [
    [
      /account/,
      e => {
        e.account = '1111';
      },
    ],
    [
      /region/,
      e => {
        e.region = 'oregon';
      },
    ],
    [
      /hostName/,
      e => {
        e.hostName = 'https://portal.mobworx.com';
      },
    ],
    [
      /certificateArn/,
      e => {
        e.region = 'eu-west-1';
      },
    ],
    [
      /network.range/,
      e => {
        e.network.range = '10.300.0.0/16';
      },
    ],
    [
      /allowedRanges/,
      e => {
        e.allowedRanges = ['203.0.113.7'];
      },
    ],
    [
      /tasks.minimum/,
      e => {
        e.tasks.minimum = 1;
      },
    ],
    [
      /tasks.maximum/,
      e => {
        e.tasks.maximum = 2;
      },
    ],
    [
      /memoryMiB/,
      e => {
        e.tasks.memoryMiB = 512;
      },
    ],
    [
      /maximumCapacity/,
      e => {
        e.database.maximumCapacity = 0.5;
      },
    ],
    [
      /backupDays/,
      e => {
        e.database.backupDays = 0;
      },
    ],
    [
      /alarmEmails/,
      e => {
        e.alarmEmails = [];
      },
    ],
    [
      /integrations/,
      e => {
        e.integrations = ['jira' as 'figma'];
      },
    ],
    [
      /FIGMA_TOKEN/,
      e => {
        e.settings.FIGMA_TOKEN = 'figd';
      },
    ],
    [
      /known to the stacks/,
      e => {
        e.settings.POSTGRES_HOST = 'db';
      },
    ],
    [
      /lacks SONARQUBE_URL/,
      e => {
        delete e.settings.SONARQUBE_URL;
      },
    ],
    [
      /assumableRoles/,
      e => {
        e.assumableRoles = ['*'];
      },
    ],
  ];
  for (const [sentence, mistake] of mistakes)
    it(`is refused with a sentence about ${sentence.source}`, () => {
      const problems = problemsOf('staging', changed(mistake));
      assert.match(problems.join('\n'), sentence);
    });

  it('is refused under a name that AWS would not take', () => {
    for (const name of ['Pre_Production', 'images'])
      assert.match(problemsOf(name, staging).join(), /name/);
    assert.throws(
      () =>
        addPortal(createApp(), {
          ...example,
          environments: { 'a b': staging },
        }),
      /name/,
    );
  });

  it('knows a range when it sees one', () => {
    for (const range of ['10.0.0.0/16', '0.0.0.0/0', '203.0.113.0/24'])
      assert.ok(isRange(range));
    for (const range of ['10.0.0.0/33', '10.0.0.256/8', '10.0.0.0', '::/0', ''])
      assert.ok(!isRange(range));
  });
});

describe('a job on GitHub', () => {
  it('is known by both forms of its subject', () => {
    const repository = {
      owner: 'o',
      ownerId: 1,
      repository: 'r',
      repositoryId: 2,
    };
    assert.deepEqual(subjectsOf(repository, 'staging'), [
      'repo:o/r:environment:staging',
      'repo:o@1/r@2:environment:staging',
    ]);
  });
});
