import type { WorkflowState } from '@internal/plugin-github-workflows-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  makeRepository,
  makeRun,
  makeWorkflow,
} from '../../testHelpers/builders';
import { InMemoryGithubWorkflows } from '../../testHelpers/InMemoryGithubWorkflows';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { openTab, workflowRow } from '../../__testUtils__/steps';

describe('the list of workflows', () => {
  it.each<[WorkflowState, RegExp]>([
    ['absent_on_ref', /isn’t on this ref/],
    ['no_dispatch_trigger', /no workflow_dispatch trigger/],
    ['not_registered', /Not registered.*Merge the file/],
    ['invalid', /can’t be read as a workflow/],
    ['disabled_manually', /Somebody has disabled it/],
    ['disabled_inactivity', /inactive for 60 days/],
    ['disabled_fork', /is a fork/],
    ['dynamic', /Started by GitHub itself/],
  ])('says what %s means, and offers no run', async (state, sentence) => {
    openTab({ workflows: { main: [makeWorkflow({ state })] } });
    const row = within(await workflowRow('Deploy'));
    expect(row.getByText(sentence)).toBeInTheDocument();
    expect(row.queryByRole('button', { name: /^Run/ })).toBeNull();
  });

  it('lets a runnable workflow run', async () => {
    openTab({ workflows: { main: [makeWorkflow()] } });
    const row = within(await workflowRow('Deploy'));
    expect(
      row.getByRole('button', { name: 'Run workflow Deploy' }),
    ).toBeEnabled();
  });

  it('shows problems with their line, and the last run', async () => {
    openTab({
      workflows: {
        main: [
          makeWorkflow({
            problems: [
              { line: 14, message: 'unknown type “chioce”' },
              { message: 'too many inputs' },
            ],
            lastRun: makeRun({ id: 77, number: 8, conclusion: 'timed_out' }),
          }),
          makeWorkflow({ file: 'new.yml', name: 'New' }),
        ],
      },
    });
    const row = within(await workflowRow('Deploy'));
    expect(row.getByText('Timed out')).toBeInTheDocument();
    expect(row.getByText(/by lee-moran/)).toBeInTheDocument();
    expect(row.getByRole('link', { name: 'Run #8' })).toHaveAttribute(
      'href',
      '/studio-service/workflows/runs/77',
    );
    const problems = within(
      row.getByRole('list', { name: 'Problems of the file' }),
    );
    expect(
      problems.getAllByRole('listitem').map(item => item.textContent),
    ).toEqual(['Line 14: unknown type “chioce”', 'too many inputs']);
    expect(
      within(await workflowRow('New')).getByText('No run yet'),
    ).toBeInTheDocument();
  });

  it('shows a viewer who may not run why not, at the disabled button too', async () => {
    openTab({
      repository: makeRepository({
        viewer: {
          mayRun: false,
          reason: 'Guests may look. Sign in with GitHub to run.',
        },
      }),
      workflows: { main: [makeWorkflow()] },
    });
    const button = await screen.findByRole('button', {
      name: 'Run workflow Deploy',
    });
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription(
      /Guests may look. Sign in with GitHub to run./,
    );
    expect(
      screen.getByText('Guests may look. Sign in with GitHub to run.'),
    ).toBeVisible();
  });

  it('says that a repository has no workflows, and no runs', async () => {
    openTab();
    expect(
      await screen.findByText('This repository has no workflows on this ref'),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('No workflow of this repository has run yet'),
    ).toBeInTheDocument();
  });

  it('shows since when the data is old', async () => {
    openTab({
      workflows: { main: [makeWorkflow()] },
      freshness: {
        fetchedAt: '2026-01-01T00:00:00Z',
        stale: true,
        staleReason: 'GitHub doesn’t answer.',
      },
    });
    await workflowRow('Deploy');
    expect(screen.getAllByText('GitHub doesn’t answer.')).toHaveLength(2);
  });

  it('shows an error of the list alone, and recovers', async () => {
    const backend = new InMemoryGithubWorkflows({
      workflows: { main: [makeWorkflow()] },
      runs: [makeRun()],
    });
    await backend.fail('listWorkflows', {
      status: 404,
      message: 'The branch main doesn’t exist.',
      code: 'ref_not_found',
      remedy: 'Pick another one.',
    });
    renderPlugin({ backend });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      'The branch main doesn’t exist.Pick another one.Code: ref_not_found',
    );
    expect(await screen.findByText('Deploy to staging')).toBeInTheDocument();
    backend.mend('listWorkflows');
    await userEvent.click(within(alert).getByRole('button', { name: 'Retry' }));
    expect(await workflowRow('Deploy')).toBeInTheDocument();
  });

  it('shows that the repository may not be seen', async () => {
    const backend = new InMemoryGithubWorkflows();
    await backend.fail('getRepository', {
      status: 403,
      name: 'NotAllowedError',
      message: 'You may not see the workflows of this component.',
      code: 'not_permitted',
    });
    renderPlugin({ backend });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      'You may not see the workflows of this component.',
    );
    expect(within(alert).queryByRole('button')).not.toBeInTheDocument();
    expect(backend.calls('listRuns')).toBe(0);
  });
});
