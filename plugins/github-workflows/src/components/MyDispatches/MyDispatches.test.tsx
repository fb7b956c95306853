import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { makeDispatch } from '../../testHelpers/builders';
import { InMemoryGithubWorkflows } from '../../testHelpers/InMemoryGithubWorkflows';
import { dispatchCursor } from '../../testHelpers/pageOf';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

function openMine(backend: InMemoryGithubWorkflows, query = '') {
  renderPlugin({
    backend,
    place: 'workflows',
    path: `/workflows/mine${query}`,
  });
}

const address = () => screen.getByLabelText('address').textContent;

describe('what I have run', () => {
  it('is shown with how it goes, what it was given, and the way to the run', async () => {
    openMine(
      new InMemoryGithubWorkflows({
        dispatches: [
          makeDispatch({
            inputs: { stage: 'staging', note: '', token: '[redacted]' },
            runStatus: 'completed',
            runConclusion: 'failure',
            identity: 'app',
            match: 'matched',
          }),
        ],
      }),
    );
    const link = await screen.findByRole('link', {
      name: 'deploy.yml of studio-service',
    });
    expect(link).toHaveAttribute(
      'href',
      '/catalog/default/component/studio-service/workflows/runs/501',
    );
    const row = within(link.closest('li')!);
    expect(row.getByText('Failure')).toBeInTheDocument();
    expect(row.getByText(/as the portal’s app/)).toHaveTextContent(
      'Sent as the portal’s app, not as you. The run was found by comparing: GitHub didn’t name it.',
    );
    const inputs = row.getByRole('group');
    expect(inputs).not.toHaveAttribute('open');
    await userEvent.click(row.getByText('3 inputs'));
    expect(inputs).toHaveAttribute('open');
    expect(inputs).toHaveTextContent(
      'stagestagingnoteemptytokennot kept, it looks like a secret',
    );
  });

  it('is read page by page, and the page is in the address', async () => {
    openMine(
      new InMemoryGithubWorkflows({
        dispatches: Array.from({ length: 25 }, (_value, at) =>
          makeDispatch({ id: `${at}`, workflowFile: `${at}.yml` }),
        ),
      }),
    );
    await screen.findByText('0.yml of studio-service');
    expect(screen.getByRole('button', { name: 'Newest' })).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Older' }));
    await screen.findByText('24.yml of studio-service');
    expect(address()).toBe(
      `/workflows/mine?before=${dispatchCursor.write(20)}`,
    );
    expect(screen.getByRole('button', { name: 'Older' })).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Newest' }));
    await screen.findByText('0.yml of studio-service');
    expect(address()).toBe('/workflows/mine');
  });

  it('leads back from beyond the end', async () => {
    openMine(
      new InMemoryGithubWorkflows({ dispatches: [makeDispatch()] }),
      `?before=${dispatchCursor.write(20)}`,
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show the newest' }),
    );
    expect(
      await screen.findByText('deploy.yml of studio-service'),
    ).toBeInTheDocument();
    expect(screen.getByText('No inputs')).toBeInTheDocument();
  });

  it('begins with the newest for an address that makes no sense', async () => {
    const backend = new InMemoryGithubWorkflows({
      dispatches: [makeDispatch()],
    });
    openMine(backend, '?before=foo');
    expect(
      await screen.findByText('deploy.yml of studio-service'),
    ).toBeInTheDocument();
  });

  it('says how to begin', async () => {
    openMine(new InMemoryGithubWorkflows());
    expect(
      await screen.findByText('You have run nothing through the portal yet'),
    ).toBeInTheDocument();
  });
});
