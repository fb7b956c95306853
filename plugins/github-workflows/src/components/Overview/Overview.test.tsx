import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { makeRun, makeRunningRun, NOW } from '../../testHelpers/builders';
import { InMemoryGithubWorkflows } from '../../testHelpers/InMemoryGithubWorkflows';
import { makeOverview } from '../../testHelpers/overviewBuilders';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

const entityRef = 'component:default/studio-service';

function openOverview(backend: InMemoryGithubWorkflows, query = '') {
  return renderPlugin({
    backend,
    place: 'workflows',
    path: `/workflows/overview${query}`,
  });
}

const address = () => screen.getByLabelText('address').textContent;

const group = async (name: RegExp) =>
  within(await screen.findByRole('region', { name }));

describe('the overview', () => {
  it('shows what waits, runs and has failed, and leads to each', async () => {
    openOverview(
      new InMemoryGithubWorkflows({
        overview: makeOverview({
          waiting: [
            {
              entityRef,
              run: makeRun({
                id: 1,
                title: 'To production',
                status: 'waiting',
                conclusion: undefined,
              }),
            },
          ],
          running: [
            {
              entityRef,
              run: makeRunningRun({ id: 2, title: 'Nightly', ref: undefined }),
            },
          ],
          failed: [
            {
              entityRef,
              run: makeRun({
                id: 3,
                title: 'Broken',
                conclusion: 'failure',
                actor: undefined,
              }),
            },
          ],
          more: true,
        }),
      }),
    );
    const waiting = await group(/Waiting for approval \(1\)/);
    expect(
      waiting.getByRole('link', { name: 'To production' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/studio-service/workflows/runs/1',
    );
    const running = await group(/Running \(1\)/);
    expect(running.getByText('In progress')).toBeInTheDocument();
    const failed = await group(/Failed on the default branch \(1\)/);
    expect(failed.getByText('Failure')).toBeInTheDocument();
    expect(failed.getByText(/of studio-service/)).toBeInTheDocument();
    expect(screen.getByText(/more than a hundred/)).toBeInTheDocument();
  });

  it('says where nothing is, and how old what it says is', async () => {
    openOverview(
      new InMemoryGithubWorkflows({
        overview: makeOverview({
          sources: [
            { entityRef, repository: 'MobWorx/a', readAt: NOW, toldAt: NOW },
            { entityRef, repository: 'MobWorx/b' },
            {
              entityRef,
              repository: 'MobWorx/c',
              readAt: NOW,
              problem: 'GitHub took too long to answer.',
            },
          ],
        }),
      }),
    );
    for (const text of [
      'Nothing waits for approval.',
      'Nothing runs right now.',
      /No workflow is known to fail/,
    ]) {
      expect(await screen.findByText(text)).toBeInTheDocument();
    }
    const summary = screen.getByText(/3 repositories/);
    expect(summary).toHaveTextContent(
      /, 1 not read yet, 1 could not be read the last time$/,
    );
    await userEvent.click(summary);
    const lines = screen
      .getAllByRole('listitem')
      .map(item => item.textContent)
      .filter(text => text?.startsWith('MobWorx/'));
    expect(lines[0]).toMatch(/was read .*; GitHub told of it/);
    expect(lines[1]).toMatch(/has not been read yet/);
    expect(lines[2]).toMatch(/GitHub took too long to answer\.$/);
  });

  it('is narrowed down to a System or an owner, in the address', async () => {
    const backend = new InMemoryGithubWorkflows();
    openOverview(backend, '?owner=group:default/gone&system=nonsense');
    expect(
      await screen.findByRole('button', { name: /group:default\/gone/ }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /All Systems/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Studio' }),
    );
    expect(address()).toBe(
      '/workflows/overview?system=system%3Adefault%2Fstudio&owner=group%3Adefault%2Fgone',
    );
    expect(backend.calls('getOverview')).toBe(2);
    backend.state.overview = makeOverview({ sources: [] });
    await userEvent.click(
      screen.getByRole('button', { name: /group:default\/gone/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'All owners' }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show the whole catalog' }),
    );
    expect(address()).toBe('/workflows/overview');
    expect(
      await screen.findByText(/once its catalog file names its repository/),
    ).toBeInTheDocument();
  });

  it('is read again when a signal tells of a run, and says what went wrong', async () => {
    const backend = new InMemoryGithubWorkflows();
    const { signals } = openOverview(backend);
    await screen.findByText('Nothing runs right now.');
    backend.state.overview = makeOverview({
      running: [{ entityRef, run: makeRunningRun({ title: 'Just begun' }) }],
    });
    await act(async () => signals.emit({ type: 'run-changed', runId: 7 }));
    expect(await screen.findByText('Just begun')).toBeInTheDocument();
    const calls = backend.calls('getOverview');
    await act(async () => signals.emit({ type: 'refs-changed' }));
    await act(async () => signals.emit({ type: 'of a later version' }));
    expect(backend.calls('getOverview')).toBe(calls);
    await backend.fail('getOverview', {
      status: 503,
      message: 'The database is away.',
    });
    await act(async () => signals.emit({ type: 'runs-changed' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away.',
    );
    expect(screen.getByText('Just begun')).toBeInTheDocument();
  });
});
