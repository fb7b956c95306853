import { makeJob } from '../../testHelpers/builders';
import { groupJobs, JobItem } from './groupJobs';

/** A job by its label; a group by its name, its kind and what is in it. */
type Outline = string | [string, Outline[]];

function outline(items: JobItem[]): Outline[] {
  return items.map(item =>
    item.kind === 'job'
      ? item.label
      : [`${item.kind} ${item.name}`, outline(item.items)],
  );
}

function groupsOf(names: string[], failed: string[] = []): Outline[] {
  return outline(
    groupJobs(
      names.map((name, id) =>
        makeJob({
          id,
          name,
          conclusion: failed.includes(name) ? 'failure' : 'success',
        }),
      ),
    ),
  );
}

it.each<[string, string[], Outline[]]>([
  ['nothing', [], []],
  ['jobs that stand alone', ['lint', 'test'], ['lint', 'test']],
  [
    'a matrix',
    ['lint', 'test (22)', 'test (24)'],
    ['lint', ['matrix test', ['22', '24']]],
  ],
  [
    'a matrix of several axes, whose jobs lie apart',
    ['test (22, ubuntu)', 'lint', 'test (24, ubuntu)'],
    [['matrix test', ['22, ubuntu', '24, ubuntu']], 'lint'],
  ],
  ['a matrix of one job', ['test (22)'], ['test (22)']],
  [
    'a job beside a matrix of the same name',
    ['test', 'test (22)', 'test (24)'],
    ['test', ['matrix test', ['22', '24']]],
  ],
  [
    'a called workflow',
    ['deploy / plan', 'deploy / apply'],
    [['call deploy', ['plan', 'apply']]],
  ],
  [
    'a called workflow of one job',
    ['deploy / plan'],
    [['call deploy', ['plan']]],
  ],
  [
    'a matrix in a workflow called by a called one',
    ['ci / unit / test (22)', 'ci / unit / test (24)', 'ci / lint'],
    [['call ci', [['call unit', [['matrix test', ['22', '24']]]], 'lint']]],
  ],
  [
    'a slash among the values of a matrix',
    ['test (a / b)', 'test (c / d)'],
    [['matrix test', ['a / b', 'c / d']]],
  ],
  [
    'a call by a matrix',
    ['deploy (eu / west) / apply', 'deploy (us) / apply'],
    [
      ['call deploy (eu / west)', ['apply']],
      ['call deploy (us)', ['apply']],
    ],
  ],
  ['names that are odd', [' / x', ')(', '(a)'], [' / x', ')(', '(a)']],
])('puts together %s', (_, names, expected) => {
  expect(groupsOf(names)).toEqual(expected);
});

it('puts failures first, in and around groups, and leaves the order otherwise', () => {
  expect(
    groupsOf(
      ['lint', 'test (1)', 'test (2)', 'test (3)', 'docs'],
      ['test (3)'],
    ),
  ).toEqual([['matrix test', ['3', '1', '2']], 'lint', 'docs']);
});
