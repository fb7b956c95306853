import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { makeAuditEntry } from '../../testHelpers/builders';
import { InMemoryGithubWorkflows } from '../../testHelpers/InMemoryGithubWorkflows';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

function openAudit(backend: InMemoryGithubWorkflows, query = '') {
  renderPlugin({
    backend,
    place: 'workflows',
    path: `/workflows/audit${query}`,
  });
}

const address = () => screen.getByLabelText('address').textContent;

describe('the audit', () => {
  it('says who did what, with what, to which run, as whom, and what came of it', async () => {
    openAudit(
      new InMemoryGithubWorkflows({
        audit: [
          makeAuditEntry({
            id: '3',
            inputs: { stage: 'staging' },
            identity: 'app',
          }),
          makeAuditEntry({
            id: '2',
            action: 'approve',
            environment: 'production',
            outcome: 'refused',
            errorCode: 'not_permitted',
            details: { comment: 'ok' },
          }),
          makeAuditEntry({
            id: '1',
            action: 'disable',
            githubLogin: undefined,
            ref: undefined,
            runId: undefined,
            outcome: 'unknown',
          }),
        ],
      }),
    );
    const table = await screen.findByRole('table');
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows[0]).toHaveTextContent(
      /sam-okoroas the portal’s appRan the workflowstudio-servicedeploy.yml on mainRun 5011 valuestagestagingDone$/,
    );
    expect(rows[1]).toHaveTextContent(
      /sam-okoro@sam-okoroApproved a deploymentstudio-servicedeploy.yml on main to productionRun 5011 valuecommentokRefusednot_permitted$/,
    );
    expect(rows[2]).toHaveTextContent(
      /sam-okoroDisabled the workflowstudio-servicedeploy.ymlNo valuesNot known$/,
    );
    const links = within(table).getAllByRole('link');
    expect(links.map(link => link.getAttribute('href'))).toEqual([
      '/catalog/default/component/studio-service/workflows/runs/501',
      '/catalog/default/component/studio-service/workflows/runs/501',
      '/catalog/default/component/studio-service/workflows',
    ]);
  });

  it('is filtered, and the address keeps the filters', async () => {
    const backend = new InMemoryGithubWorkflows();
    openAudit(backend, '?action=cancel&outcome=nonsense&from=2026-11-01');
    await screen.findByText('Nothing fits these filters');
    expect(backend.audited.at(-1)).toEqual({
      action: 'cancel',
      from: '2026-11-01',
    });

    const person = screen.getByRole('textbox', { name: 'Person' });
    await userEvent.type(person, 'not a name{Enter}');
    expect(
      await screen.findByText('This isn’t the name of a user.'),
    ).toBeInTheDocument();
    await userEvent.clear(person);
    await userEvent.type(person, 'sam-okoro{Enter}');
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Component' }),
      'group:other/thing',
    );
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Workflow' }),
      'deploy.yml{Enter}',
    );
    await waitFor(() =>
      expect(backend.audited.at(-1)).toEqual({
        action: 'cancel',
        from: '2026-11-01',
        user: 'user:default/sam-okoro',
        entity: 'group:other/thing',
        workflow: 'deploy.yml',
      }),
    );
    expect(address()).toBe(
      '/workflows/audit?user=user%3Adefault%2Fsam-okoro&entity=group%3Aother%2Fthing&action=cancel&from=2026-11-01&workflow=deploy.yml',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(
      await screen.findByText('Nothing was done through the portal yet'),
    ).toBeInTheDocument();
    expect(address()).toBe('/workflows/audit');
  });

  it('is read page by page; another filter begins at the newest again', async () => {
    const backend = new InMemoryGithubWorkflows({
      audit: Array.from({ length: 60 }, (_value, at) =>
        makeAuditEntry({ id: `${at}`, workflowFile: `${at}.yml` }),
      ),
    });
    openAudit(backend);
    await screen.findByText('0.yml on main');
    await userEvent.click(screen.getByRole('button', { name: 'Older' }));
    expect(address()).toBe('/workflows/audit?cursor=0-50');
    await screen.findByText('59.yml on main');
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Workflow' }),
      'ci.yml{Enter}',
    );
    await screen.findByText('0.yml on main');
    expect(address()).toBe('/workflows/audit?workflow=ci.yml');
  });

  it('is saved as a file, with the same filters', async () => {
    const created = jest.fn(() => 'blob:audit');
    const revoked = jest.fn();
    Object.assign(URL, { createObjectURL: created, revokeObjectURL: revoked });
    const clicked = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => {});
    const backend = new InMemoryGithubWorkflows({ audit: [makeAuditEntry()] });
    openAudit(backend, '?outcome=done');
    await screen.findByRole('table');
    const button = screen.getByRole('button', { name: 'Download as CSV' });
    await userEvent.click(button);
    await waitFor(() => expect(revoked).toHaveBeenCalledWith('blob:audit'));
    expect(clicked.mock.contexts[0]).toMatchObject({
      href: 'blob:audit',
      download: 'workflows-audit.csv',
    });
    expect(backend.audited.at(-1)).toEqual({ outcome: 'done' });

    await backend.fail('downloadAudit', {
      status: 503,
      message: 'The portal is busy.',
    });
    await userEvent.click(button);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The file couldn’t be madeThe portal is busy.',
    );
  });

  it('says to whom it is closed, and what is open to them', async () => {
    const backend = new InMemoryGithubWorkflows();
    await backend.fail('listAudit', {
      status: 403,
      message: 'What everybody has done is for the platform team.',
      code: 'not_permitted',
      remedy: 'Choose a component that your team owns.',
    });
    openAudit(backend);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Choose a component that your team owns.',
    );
    expect(
      screen.getByRole('button', { name: 'Download as CSV' }),
    ).toBeDisabled();
  });
});
