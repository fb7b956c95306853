import type { Step } from '@internal/plugin-github-workflows-common';
import { LogBuffer } from '@internal/portal-react';
import { makeStep } from '../../testHelpers/builders';
import { splitBySteps } from './splitBySteps';

/** A log of lines `<seconds> <text>`; the seconds are those of a minute. */
function makeLog(lines: string[]): LogBuffer {
  const log = new LogBuffer();
  const text = lines.map(line => {
    const [, seconds, rest] = /^(\d\d\.\d+) (.*)$/.exec(line) ?? [];
    return seconds === undefined
      ? line
      : `2026-11-20T09:55:${seconds.padEnd(10, '0')}Z ${rest}`;
  });
  log.append(new TextEncoder().encode(text.join('\n')));
  log.end();
  return log;
}

const at = (seconds: number) =>
  `2026-11-20T09:55:${String(seconds).padStart(2, '0')}Z`;

/** Steps `[name, began, ended]`; one that never began was skipped. */
function makeSteps(...steps: Array<[string, number?, number?]>): Step[] {
  return steps.map(([name, began, ended], index) =>
    makeStep({
      number: index + 1,
      name,
      conclusion: began === undefined ? 'skipped' : 'success',
      startedAt: began === undefined ? undefined : at(began),
      completedAt: ended === undefined ? undefined : at(ended),
    }),
  );
}

const split = (lines: string[], steps: Step[], lineCount = lines.length) =>
  splitBySteps(makeLog(lines), lineCount, steps).map(({ step, from, to }) => [
    step.name,
    from,
    to,
  ]);

describe('splitting a log by steps', () => {
  it('goes by the groups that introduce steps, in whole seconds', () => {
    const lines = [
      "05.9 Current runner version: '2.330.0'",
      '06.2 still setting up',
      '06.4 ##[group]Run actions/checkout@v5',
      '06.5 ##[endgroup]',
      '07.1 checked out',
      '07.2 ##[group]Run npm test',
      '07.3 ##[endgroup]',
      '09.0 tested',
      '09.5 Post job cleanup.',
      '09.6 cleaned',
      '09.7 Cleaning up orphan processes',
    ];
    const steps = makeSteps(
      ['Set up job', 5, 6],
      ['Check out', 6, 7],
      ['Test', 7, 9],
      ['Upload'],
      ['Post Check out', 9, 9],
      ['Complete job', 9, 9],
    );
    expect(split(lines, steps)).toEqual([
      ['Set up job', 0, 2],
      ['Check out', 2, 5],
      ['Test', 5, 8],
      ['Upload', 8, 8],
      ['Post Check out', 8, 10],
      ['Complete job', 10, 11],
    ]);
  });

  it('keeps steps apart that began within one second', () => {
    const lines = [
      '05.1 Current runner version',
      '05.2 ##[group]Run one',
      '05.3 ##[endgroup]',
      '05.4 ##[group]Run two',
      '05.5 ##[group]Run three',
    ];
    const steps = makeSteps(
      ['Set up job', 5, 5],
      ['One', 5, 5],
      ['Run two', 5, 5],
      ['Three', 5, 5],
    );
    expect(split(lines, steps).map(([, from]) => from)).toEqual([0, 1, 3, 4]);
  });

  it('is not misled by the groups of a composite action while times tell them apart', () => {
    const lines = [
      '05.1 Set up',
      '06.1 ##[group]Run ./.github/actions/setup',
      '06.2 ##[group]Run actions/setup-node@v6',
      '08.0 ##[group]Run npm ci',
      '12.0 ##[group]Run npm run build',
    ];
    const steps = makeSteps(
      ['Set up job', 5, 6],
      ['Set up Node', 6, 12],
      ['Run npm run build', 12, 15],
    );
    expect(split(lines, steps)).toEqual([
      ['Set up job', 0, 1],
      ['Set up Node', 1, 4],
      ['Run npm run build', 4, 5],
    ]);
  });

  it('prefers the group of the step’s own name', () => {
    const lines = [
      '05.1 Set up',
      '06.1 ##[group]Run ./a',
      '07.1 ##[group]Run inner',
      '07.2 ##[group]Run npm test',
    ];
    const steps = makeSteps(
      ['Set up job', 5, 6],
      ['A', 6, 7],
      ['Run npm test', 7, 9],
    );
    expect(split(lines, steps).at(-1)).toEqual(['Run npm test', 3, 4]);
  });

  it('goes by time where nothing introduces a step, and past lines without one', () => {
    const lines = [
      '05.1 Set up',
      'a line of its own',
      '07.0 ##[group]Checking docker version',
      'and another',
      '09.0 ##[group]Run late',
    ];
    const steps = makeSteps(
      ['Set up job', 5, 6],
      ['Initialize containers', 7, 8],
      ['Post Nothing', 8, 8],
      ['Late', 9, 9],
      ['Never printed', 20, 21],
    );
    expect(split(lines, steps)).toEqual([
      ['Set up job', 0, 2],
      ['Initialize containers', 2, 4],
      ['Post Nothing', 4, 4],
      ['Late', 4, 5],
      ['Never printed', 5, 5],
    ]);
  });

  it('of a log that is still read looks at what is there', () => {
    const lines = ['05.1 Set up', '06.1 ##[group]Run one', '07.1 done'];
    const steps = makeSteps(['Set up job', 5, 6], ['One', 6, 8], ['Two', 8]);
    expect(split(lines, steps, 1)).toEqual([
      ['Set up job', 0, 1],
      ['One', 1, 1],
      ['Two', 1, 1],
    ]);
  });

  it('gives up where the log has no times', () => {
    const steps = makeSteps(['Set up job', 5, 6]);
    expect(split(['no', 'times'], steps)).toEqual([]);
    expect(split([], steps)).toEqual([]);
  });
});
