import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { makeRef, makeWorkflow } from '../../testHelpers/builders';
import { InMemoryGithubWorkflows } from '../../testHelpers/InMemoryGithubWorkflows';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { address, openTab, workflowRow } from '../../__testUtils__/steps';

describe('the ref picker', () => {
  const refs = [
    makeRef({ isProtected: true }),
    makeRef({ name: 'feature/canary' }),
    makeRef({ name: 'v7', type: 'tag' }),
    ...Array.from({ length: 60 }, (_, at) => makeRef({ name: `topic-${at}` })),
  ];
  const workflows = {
    main: [makeWorkflow()],
    'feature/canary': [makeWorkflow({ name: 'Deploy the canary' })],
    v7: [makeWorkflow({ name: 'Deploy seven' })],
  };

  it('searches branches on the server and keeps the choice in the URL', async () => {
    const user = userEvent.setup();
    const { backend } = openTab({ refs, workflows });
    await workflowRow('Deploy');
    const field = screen.getByRole('combobox', { name: 'Branch' });
    expect(field).toHaveValue('main');
    expect(
      await screen.findByText('There are more: type to narrow.'),
    ).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: /Branch/ }));
    // The whole first page, not a search for the name that stands in the field.
    expect(await screen.findAllByRole('option')).toHaveLength(50);
    expect(
      screen.getByRole('option', { name: /main/ }),
    ).toHaveAccessibleDescription('default branch, protected');
    await user.clear(field);
    await user.type(field, 'canary');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    await user.keyboard('{ArrowDown}{Enter}');

    expect(await workflowRow('Deploy the canary')).toBeInTheDocument();
    expect(address()).toHaveTextContent(
      '/studio-service/workflows?ref=feature%2Fcanary',
    );
    // Typed letter by letter, asked when the typing paused.
    expect(backend.calls('searchRefs')).toBeLessThan(5);
  });

  it('takes no more than the name of a ref can have', async () => {
    openTab({ refs, workflows });
    await workflowRow('Deploy');
    const field = screen.getByRole('combobox', { name: 'Branch' });
    await userEvent.clear(field);
    await userEvent.click(field);
    await userEvent.paste('x'.repeat(300));
    expect(field).toHaveValue('x'.repeat(255));
  });

  it('picks tags', async () => {
    const user = userEvent.setup();
    openTab({ refs, workflows });
    await user.click(await screen.findByRole('radio', { name: 'Tags' }));
    await user.click(screen.getByRole('button', { name: /Tag/ }));
    await user.click(await screen.findByRole('option', { name: 'v7' }));
    expect(await workflowRow('Deploy seven')).toBeInTheDocument();
    expect(address()).toHaveTextContent(
      '/studio-service/workflows?ref=v7&refType=tag',
    );
  });

  it('opens at the ref of the URL', async () => {
    openTab(
      { refs, workflows },
      { path: '/studio-service/workflows?ref=v7&refType=tag' },
    );
    expect(await workflowRow('Deploy seven')).toBeInTheDocument();
    expect(screen.getByRole('combobox', { name: 'Tag' })).toHaveValue('v7');
  });

  it('falls back to the default branch for a URL that makes no sense', async () => {
    openTab(
      { refs, workflows },
      { path: '/studio-service/workflows?ref=x&refType=commit&page=-3' },
    );
    expect(await workflowRow('Deploy')).toBeInTheDocument();
  });

  it('says why it can’t search', async () => {
    const backend = new InMemoryGithubWorkflows({ workflows });
    await backend.fail('searchRefs', {
      status: 503,
      message: 'GitHub is slow.',
      code: 'github_timeout',
    });
    renderPlugin({ backend });
    await workflowRow('Deploy');
    expect(
      await screen.findByText('GitHub is slow.', {}, { timeout: 5_000 }),
    ).toBeInTheDocument();
    backend.mend('searchRefs');
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    await waitFor(() =>
      expect(screen.queryByRole('alert')).not.toBeInTheDocument(),
    );
  });
});
