import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { logCutNote } from '@internal/plugin-github-workflows-common';
import { makeJob, makeRun, makeStep } from '../../testHelpers/builders';
import type { InMemoryState } from '../../testHelpers/InMemoryGithubWorkflows';
import { address, openRun, RUNS } from '../../__testUtils__/steps';

const at = (seconds: number) => `2026-11-20T09:55:0${seconds}Z`;
const lines = [
  `${at(5)} Current runner version`,
  `${at(6)} ##[group]Run npm ci`,
  `${at(6)} installing`,
  `${at(6)} ##[endgroup]`,
  `${at(7)} ##[group]Run npm test`,
  `${at(7)} ##[endgroup]`,
  `${at(8)} testing`,
  `${at(8)} ##[error]it broke`,
];
const OPEN = `${RUNS}/501?job=2&log=open`;

function makeState(
  log: InMemoryState['logs'][number],
  conclusion: 'success' | 'failure' = 'failure',
): Partial<InMemoryState> {
  const step = (number: number, name: string, from: number, to: number) =>
    makeStep({ number, name, startedAt: at(from), completedAt: at(to) });
  return {
    runs: [makeRun({ conclusion })],
    jobs: {
      501: [
        makeJob({
          id: 2,
          name: 'test',
          conclusion,
          steps: [
            step(1, 'Set up job', 5, 5),
            step(2, 'Install', 6, 6),
            { ...step(3, 'Test', 7, 8), conclusion },
          ],
        }),
      ],
    },
    logs: { 2: log },
  };
}

const heading = (name: RegExp) => screen.findByRole('button', { name });
const encode = (text: string) => new TextEncoder().encode(text);

describe('the log of a job', () => {
  beforeEach(() => {
    jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(480);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('has its steps, with the one that failed open at its first error', async () => {
    openRun(makeState(lines.join('\n')), OPEN);
    expect(await heading(/Failure\s*Test.*4 lines/)).toHaveAttribute(
      'aria-expanded',
      'true',
    );
    expect(await heading(/Success\s*Install.*3 lines/)).toHaveAttribute(
      'aria-expanded',
      'false',
    );
    const error = screen.getByText('it broke').closest('[data-current]');
    expect(error).toHaveTextContent('8Error: it broke');
    expect(screen.queryByText('Current runner version')).toBeNull();
  });

  it('is open where nothing failed, and without steps where it has no times', async () => {
    openRun(makeState(lines.slice(0, 7).join('\n'), 'success'), OPEN);
    expect(await screen.findByText('testing')).toBeInTheDocument();
    expect(screen.getByText('Current runner version')).toBeInTheDocument();
    expect(screen.queryByText('installing')).not.toBeInTheDocument();
  });

  it('of lines without times is one text', async () => {
    openRun(makeState('just\ntext'), OPEN);
    expect(await screen.findByText('just')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /Set up job.*lines/ }),
    ).not.toBeInTheDocument();
  });

  it('opens the step of the address, and the line of the address', async () => {
    openRun(makeState(lines.join('\n')), `${OPEN}&step=2`);
    expect(await heading(/Success\s*Install.*3 lines/)).toHaveAttribute(
      'aria-expanded',
      'true',
    );
    const user = userEvent.setup();
    await user.click(await heading(/Run npm ci/));
    await user.click(screen.getByRole('link', { name: 'Line 3' }));
    expect(address()).toHaveTextContent(`${OPEN}&step=2&line=3`);
    expect(
      screen.getByText('installing').closest('[data-current]'),
    ).not.toBeNull();
    await user.click(screen.getByRole('button', { name: 'Times' }));
    await user.click(screen.getByRole('button', { name: 'Wrap' }));
    expect(address()).toHaveTextContent(
      `${OPEN}&step=2&line=3&times=on&wrap=on`,
    );
    await user.click(screen.getByRole('button', { name: 'Times' }));
    expect(address()).toHaveTextContent(`${OPEN}&step=2&line=3&wrap=on`);
  });

  it('goes to the error of the chosen step, not to that of another', async () => {
    openRun(makeState(lines.join('\n')), `${OPEN}&step=3`);
    const error = (await screen.findByText('it broke')).closest('div');
    expect(error).toHaveAttribute('data-current');
  });

  it('is shown while it is read, and given up when it is closed', async () => {
    let goOn = () => {};
    let ended = false;
    async function* slow() {
      try {
        yield encode(`${lines.slice(0, 2).join('\n')}\n`);
        await new Promise<void>(resolve => {
          goOn = resolve;
        });
        yield encode(lines.slice(2).join('\n'));
      } finally {
        ended = true;
      }
    }
    openRun(makeState(slow), OPEN);
    expect(
      await screen.findByText('Reading the log: 0 MB, 2 lines so far.'),
    ).toBeInTheDocument();
    expect(screen.queryByText('it broke')).not.toBeInTheDocument();
    goOn();
    expect(await screen.findByText('it broke')).toBeInTheDocument();
    expect(screen.queryByText(/Reading the log/)).not.toBeInTheDocument();
    expect(ended).toBe(true);
  });

  it('stops being read when it is closed', async () => {
    let given = 0;
    async function* endless() {
      for (;;) {
        given += 1;
        yield encode(`line ${given}\n`);
        await new Promise(resolve => setTimeout(resolve, 5));
      }
    }
    openRun(makeState(endless), OPEN);
    await screen.findByText(/Reading the log/);
    await userEvent.click(screen.getByRole('button', { name: 'Hide log' }));
    let before = -1;
    await waitFor(
      () => {
        const isStill = given === before;
        before = given;
        expect(isStill).toBe(true);
      },
      { interval: 50 },
    );
  });

  it('keeps what came before the connection broke, and says that it broke', async () => {
    async function* broken() {
      yield encode(`${lines[0]}\n`);
      throw Object.assign(new Error('The connection broke.'), {
        code: 'log_broken',
      });
    }
    openRun(makeState(broken), OPEN);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The connection broke.',
    );
    expect(
      within(screen.getByRole('region', { name: 'Log, 1 lines' })).getByRole(
        'button',
        { name: /Set up job/ },
      ),
    ).toBeInTheDocument();
  });

  it('says when it is not the whole log', async () => {
    openRun(makeState(`${lines.join('\n')}\n${logCutNote(1_024)}\n`), OPEN);
    expect(
      await screen.findByText('This is not the whole log'),
    ).toBeInTheDocument();
  });
});
