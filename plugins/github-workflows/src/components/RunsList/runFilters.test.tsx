import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { makeRun, makeWorkflow } from '../../testHelpers/builders';
import {
  address,
  openTab,
  runRow,
  TAB,
  workflowRow,
} from '../../__testUtils__/steps';

const runs = [
  makeRun({ id: 1, title: 'One', createdAt: '2026-11-20T09:55:00Z' }),
  makeRun({
    id: 2,
    title: 'Two',
    event: 'push',
    actor: 'sam-okoro',
    conclusion: 'failure',
    createdAt: '2026-11-18T09:55:00Z',
  }),
];

async function choose(filter: RegExp, option: string) {
  await userEvent.click(screen.getByRole('button', { name: filter }));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

describe('filters of the list of runs', () => {
  it('choose status, event and who started it, in the URL', async () => {
    const user = userEvent.setup();
    openTab({ runs });
    await runRow('One');
    await choose(/Any status/, 'Failure');
    await waitFor(() =>
      expect(screen.queryByText('One')).not.toBeInTheDocument(),
    );
    await choose(/Any event/, 'Push');
    await user.type(
      screen.getByRole('textbox', { name: 'Started by' }),
      'sam-okoro{Enter}',
    );
    expect(address()).toHaveTextContent(
      `${TAB}?status=failure&event=push&actor=sam-okoro`,
    );
    expect(await runRow('Two')).toBeInTheDocument();
    await choose(/Failure Status|Status Failure|^Failure/, 'Success');
    expect(
      await screen.findByText('No run fits these filters'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show all runs' }));
    expect(await runRow('One')).toBeInTheDocument();
    expect(address()).toHaveTextContent(new RegExp(`^${TAB}$`));
    expect(
      screen.queryByRole('button', { name: 'Clear filters' }),
    ).not.toBeInTheDocument();
  });

  it('take days once they are whole, and none that is backwards', async () => {
    openTab({ runs }, { path: `${TAB}?page=2&to=2026-11-30` });
    await screen.findByText('There are no runs this far back');
    const from = screen.getByLabelText('From (UTC)');
    fireEvent.change(from, { target: { value: '0002-11-19' } });
    expect(address()).toHaveTextContent(`${TAB}?page=2&to=2026-11-30`);
    fireEvent.change(from, { target: { value: '2026-12-01' } });
    fireEvent.blur(from);
    expect(from).toHaveValue('');
    fireEvent.change(from, { target: { value: '2026-11-19' } });
    expect(await runRow('One')).toBeInTheDocument();
    expect(address()).toHaveTextContent(`${TAB}?to=2026-11-30&from=2026-11-19`);
    expect(screen.queryByText('Two')).not.toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(await runRow('Two')).toBeInTheDocument();
    expect(screen.getByLabelText('To (UTC)')).toHaveValue('');
  });

  it('refuse what is no login, before it is sent', async () => {
    const user = userEvent.setup();
    const { backend } = openTab({ runs });
    await runRow('One');
    const asked = backend.calls('listRuns');
    const field = screen.getByRole('textbox', { name: 'Started by' });
    await user.type(field, 'sam okoro');
    await user.tab();
    expect(field).toHaveAccessibleDescription('This isn’t a GitHub login.');
    expect(backend.calls('listRuns')).toBe(asked);
    await user.clear(field);
    await user.tab();
    expect(field).not.toHaveAccessibleDescription();
  });

  it('of the URL that GitHub doesn’t know are as if they weren’t there', async () => {
    openTab(
      { runs },
      {
        path: `${TAB}?status=odd&event=Push!&actor=a%20b&from=2026-11-30&to=2026-11-01`,
      },
    );
    expect(await screen.findByLabelText('From (UTC)')).toHaveValue(
      '2026-11-30',
    );
    expect(screen.getByLabelText('To (UTC)')).toHaveValue('');
    expect(
      screen.getByRole('button', { name: /Any status/ }),
    ).toBeInTheDocument();
  });

  it('and pages that the backend wouldn’t take are as if they weren’t there', async () => {
    openTab({ runs }, { path: `${TAB}?page=1e9&workflow=../../x` });
    expect(await runRow('One')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: /All workflows/ }),
    ).toBeInTheDocument();
  });

  it('offer an event that isn’t among the usual ones', async () => {
    openTab({ runs }, { path: `${TAB}?event=page_build` });
    expect(
      await screen.findByRole('button', { name: /page_build/ }),
    ).toBeInTheDocument();
  });

  it('say where GitHub’s thousand results end', async () => {
    openTab({ runs, runsAnswer: { limitedTo: 1_000 } });
    await runRow('One');
    expect(
      screen.getByText(/GitHub gives at most 1,000 results when filtered/),
    ).toBeInTheDocument();
  });
});

describe('an entity that shows a part of the workflows', () => {
  const view = { include: ['deploy-*.yml'], exclude: ['deploy-old.yml'] };

  it('says so above both lists, and how far runs were looked for', async () => {
    openTab({
      runs,
      view,
      hasOlderRuns: true,
      workflows: { main: [makeWorkflow()] },
      runsAnswer: { searched: 100, hasMore: true },
    });
    await runRow('One');
    expect(await workflowRow('Deploy')).toHaveTextContent(
      'No run among the newest 100 of the repository',
    );
    expect(
      screen.getAllByText(
        /workflows: only deploy-\*\.yml; without deploy-old\.yml\. The annotations/,
      ),
    ).toHaveLength(2);
    expect(
      screen.getByText(/Found among the newest 100 runs/),
    ).toBeInTheDocument();
    expect(screen.getByText('1 - 2 of more')).toBeInTheDocument();
  });

  it('says so when nothing is left', async () => {
    openTab({ view: { include: [], exclude: ['*'] } });
    expect(
      await screen.findByText(
        'None of this repository’s workflows is shown here',
      ),
    ).toBeInTheDocument();
    expect(screen.getAllByText(/workflows: without \*/)).toHaveLength(2);
  });
});

describe('a long list of workflows', () => {
  it('is searched by name or file, in the URL', async () => {
    const user = userEvent.setup();
    openTab({
      workflows: {
        main: Array.from({ length: 100 }, (_, at) =>
          makeWorkflow({ file: `w-${at}.yml`, name: `Workflow ${at}` }),
        ),
      },
    });
    const field = await screen.findByRole('searchbox', {
      name: 'Find a workflow',
    });
    await user.type(field, 'W-42');
    expect(await workflowRow('Workflow 42')).toBeInTheDocument();
    expect(screen.getByText('1 of 100 workflows')).toBeInTheDocument();
    expect(address()).toHaveTextContent(`${TAB}?find=W-42`);
    await user.type(field, 'x');
    await user.click(
      await screen.findByRole('button', { name: 'Show all workflows' }),
    );
    expect(screen.getByText('100 of 100 workflows')).toBeInTheDocument();
  });
});
