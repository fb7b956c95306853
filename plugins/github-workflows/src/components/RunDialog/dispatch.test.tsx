import { screen, waitFor } from '@testing-library/react';
import { makeDispatch, makeForm, makeInput } from '../../testHelpers/builders';
import { InMemoryGithubWorkflows } from '../../testHelpers/InMemoryGithubWorkflows';
import {
  address,
  makeDialogState,
  openDialog,
  runButton,
  TAB,
} from '../../__testUtils__/steps';

describe('a dispatch', () => {
  it('is sent once, however often the button is pressed', async () => {
    const opened = await openDialog();
    let answer = () => {};
    opened.backend.onDispatch = () =>
      new Promise(resolve => {
        answer = () => resolve(makeDispatch());
      });
    const button = await runButton(opened);
    await opened.user.dblClick(button);
    await opened.user.keyboard('{Enter}');
    expect(opened.backend.sent).toHaveLength(1);
    answer();
    expect(
      await screen.findByRole('heading', {
        level: 2,
        name: 'Deploy to staging',
      }),
    ).toBeInTheDocument();
    expect(opened.backend.sent).toHaveLength(1);
  });

  it('holds the dialog as it is until the answer is there', async () => {
    const opened = await openDialog();
    let answer = () => {};
    opened.backend.onDispatch = () =>
      new Promise(resolve => {
        answer = () => resolve(makeDispatch({ runId: undefined }));
      });
    await opened.user.click(await runButton(opened));
    expect(opened.dialog.getByRole('combobox')).toBeDisabled();
    expect(
      opened.dialog.getByRole('button', { name: 'Cancel' }),
    ).toBeDisabled();
    await opened.user.keyboard('{Escape}');
    expect(opened.dialog.getByRole('combobox')).toBeInTheDocument();
    answer();
    expect(
      await opened.dialog.findByText('GitHub has taken the run'),
    ).toBeInTheDocument();
    await opened.user.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('that was refused says so until a value is changed', async () => {
    const backend = new InMemoryGithubWorkflows(
      makeDialogState({
        forms: { 'deploy.yml@main': makeForm({ inputs: [makeInput()] }) },
      }),
    );
    const opened = await openDialog({}, backend);
    await backend.fail('dispatch', {
      status: 400,
      message: '“x” isn’t a value for the input note.',
      code: 'input_invalid',
    });
    await opened.user.click(await runButton(opened));
    await opened.dialog.findByRole('alert');
    await opened.user.type(
      opened.dialog.getByRole('textbox', { name: /note/ }),
      'y',
    );
    expect(opened.dialog.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('keeps its key when no answer came, and gets another one after a refusal', async () => {
    const backend = new InMemoryGithubWorkflows(makeDialogState());
    const opened = await openDialog({}, backend);
    const press = async (sent: number) => {
      await opened.user.click(await runButton(opened));
      await waitFor(() => expect(backend.sent).toHaveLength(sent));
      await opened.dialog.findByRole('alert');
      await waitFor(async () =>
        expect(await runButton(opened)).not.toHaveAttribute('data-pending'),
      );
    };
    await backend.fail('dispatch', new TypeError('Failed to fetch'));
    await press(1);
    expect(opened.dialog.getByRole('alert')).toHaveTextContent(
      'The portal can’t be reached',
    );
    await backend.fail('dispatch', {
      status: 409,
      message: 'It is on its way.',
      code: 'dispatch_in_progress',
    });
    await press(2);
    await backend.fail('dispatch', {
      status: 403,
      name: 'NotAllowedError',
      message: 'GitHub says that lee-moran may not.',
      code: 'github_forbidden',
      remedy: 'Ask for write access.',
    });
    await press(3);
    expect(
      await opened.dialog.findByText('GitHub says that lee-moran may not.'),
    ).toBeInTheDocument();
    expect(
      opened.dialog.getByText('Ask for write access.'),
    ).toBeInTheDocument();
    backend.mend('dispatch');
    await opened.user.click(await runButton(opened));
    await waitFor(() => expect(backend.sent).toHaveLength(4));
    const keys = backend.sent.map(({ request }) => request.idempotencyKey);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).toBe(keys[0]);
    expect(keys[3]).not.toBe(keys[0]);
  });

  it('of an outdated form reads the form again and keeps the values', async () => {
    const backend = new InMemoryGithubWorkflows(
      makeDialogState({
        forms: { 'deploy.yml@main': makeForm({ inputs: [makeInput()] }) },
      }),
    );
    const opened = await openDialog({}, backend);
    await opened.user.type(
      await opened.dialog.findByRole('textbox', { name: /note/ }),
      'kept',
    );
    await backend.fail('dispatch', {
      status: 409,
      message: 'deploy.yml has changed on main.',
      code: 'form_outdated',
      remedy: 'Check the form and run again.',
    });
    backend.state.forms['deploy.yml@main'] = makeForm({
      blobSha: 'd'.repeat(40),
      inputs: [makeInput(), makeInput({ name: 'extra', default: 'e' })],
    });
    await opened.user.click(await runButton(opened));

    expect(await opened.dialog.findByText('extra is new.')).toBeInTheDocument();
    expect(
      opened.dialog.getByText('deploy.yml has changed on main.'),
    ).toBeInTheDocument();
    backend.mend('dispatch');
    await opened.user.click(await runButton(opened));
    await waitFor(() => expect(backend.sent).toHaveLength(2));
    expect(backend.sent[1].request).toMatchObject({
      expectedBlobSha: 'd'.repeat(40),
      inputs: { note: 'kept', extra: 'e' },
    });
    expect(backend.sent[1].request.idempotencyKey).not.toBe(
      backend.sent[0].request.idempotencyKey,
    );
  });

  it('whose outcome is unknown can’t be sent again; the way on is the list of runs', async () => {
    const backend = new InMemoryGithubWorkflows(makeDialogState());
    await backend.fail('dispatch', {
      status: 503,
      message: 'lost',
      code: 'dispatch_outcome_unknown',
    });
    const opened = await openDialog({}, backend);
    await opened.user.click(await runButton(opened));
    expect(
      await opened.dialog.findByText(
        'It isn’t known whether the run was started',
      ),
    ).toBeInTheDocument();
    expect(
      opened.dialog.queryByRole('button', { name: 'Run workflow' }),
    ).not.toBeInTheDocument();
    await opened.user.click(
      opened.dialog.getByRole('button', { name: 'Show the runs' }),
    );
    await waitFor(() =>
      expect(address()).toHaveTextContent(`${TAB}?workflow=deploy.yml`),
    );
    expect(
      await screen.findByRole('link', { name: 'Deploy to staging' }),
    ).toBeInTheDocument();
  });

  it.each([
    ['started', 'GitHub has taken the run'],
    ['unknown', 'It isn’t known whether the run was started'],
  ] as const)('%s without a run says so', async (state, sentence) => {
    const opened = await openDialog();
    opened.backend.onDispatch = async () =>
      makeDispatch({ state, runId: undefined });
    await opened.user.click(await runButton(opened));
    expect(await opened.dialog.findByText(sentence)).toBeInTheDocument();
    expect(
      opened.dialog.queryByRole('button', { name: 'Run workflow' }),
    ).not.toBeInTheDocument();
    expect(
      opened.dialog.getByRole('button', { name: 'Show the runs' }),
    ).toBeInTheDocument();
    expect(opened.backend.sent).toHaveLength(1);
  });
});
