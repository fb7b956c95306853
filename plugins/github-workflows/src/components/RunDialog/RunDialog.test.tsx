import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  BLOB,
  makeForm,
  makeRef,
  makeInput,
  makeRunningRun,
} from '../../testHelpers/builders';
import { InMemoryGithubWorkflows } from '../../testHelpers/InMemoryGithubWorkflows';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import {
  address,
  asTimePasses,
  canary,
  choose,
  makeDialogState,
  OPEN_DIALOG,
  openDialog,
  pickRef,
  runButton,
  TAB,
} from '../../__testUtils__/steps';

afterEach(() => {
  jest.useRealTimers();
});

it('opens from the list, runs, and leads to the run; Back doesn’t open it again', async () => {
  const user = userEvent.setup();
  const backend = new InMemoryGithubWorkflows(makeDialogState());
  renderPlugin({ backend });
  await user.click(
    await screen.findByRole('button', { name: 'Run workflow Deploy' }),
  );
  expect(address()).toHaveTextContent(OPEN_DIALOG);
  const dialog = within(
    await screen.findByRole('dialog', { name: 'Run Deploy' }),
  );
  expect(
    await dialog.findByText('This workflow asks for nothing.'),
  ).toBeInTheDocument();
  expect(dialog.getByText('4f1c0ff')).toBeInTheDocument();

  await user.click(dialog.getByRole('button', { name: 'Run workflow' }));
  expect(
    await screen.findByRole('heading', { level: 2, name: 'Deploy to staging' }),
  ).toBeInTheDocument();
  expect(address()).toHaveTextContent(`${TAB}/runs/501`);
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  expect(backend.sent).toEqual([
    {
      entityRef: 'component:default/studio-service',
      file: 'deploy.yml',
      identity: 'user',
      repository: backend.state.repository,
      request: {
        ref: 'main',
        refType: 'branch',
        inputs: {},
        expectedBlobSha: BLOB,
        headShaSeen: makeRef().sha,
        idempotencyKey: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    },
  ]);
  await user.click(screen.getByRole('button', { name: 'Browser back' }));
  expect(
    await screen.findByRole('button', { name: 'Run workflow Deploy' }),
  ).toBeInTheDocument();
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  expect(address()).toHaveTextContent(new RegExp(`^${TAB}$`));
});

it('waits for a run that GitHub has named before it can be read', async () => {
  jest.useFakeTimers({ advanceTimers: true });
  const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
  const backend = new InMemoryGithubWorkflows(makeDialogState({ runs: [] }));
  renderPlugin({ backend, path: OPEN_DIALOG });
  const dialog = within(await screen.findByRole('dialog'));
  await dialog.findByText('This workflow asks for nothing.');
  await user.click(dialog.getByRole('button', { name: 'Run workflow' }));
  expect(
    await screen.findByRole('status', { name: 'Loading run' }),
  ).toBeInTheDocument();
  await act(() => jest.advanceTimersByTimeAsync(2_500));
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  backend.state.runs = [makeRunningRun()];
  await asTimePasses(() =>
    expect(
      screen.getByRole('heading', { level: 2, name: 'Deploy to staging' }),
    ).toBeInTheDocument(),
  );
});

it('closes with Escape', async () => {
  const { user, backend } = await openDialog();
  await user.keyboard('{Escape}');
  await waitFor(() =>
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
  );
  expect(backend.sent).toEqual([]);
});

it('closes without running', async () => {
  const { user, backend, dialog } = await openDialog();
  await user.click(dialog.getByRole('button', { name: 'Cancel' }));
  await waitFor(() =>
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
  );
  expect(address()).toHaveTextContent(new RegExp(`^${TAB}$`));
  expect(backend.sent).toEqual([]);
});

it('on another ref asks for what the file there asks for, keeps what fits and says what changed', async () => {
  const opened = await openDialog({
    forms: {
      'deploy.yml@main': makeForm({
        inputs: [
          makeInput({ name: 'kept' }),
          makeInput({ name: 'gone' }),
          makeInput({
            name: 'level',
            type: 'choice',
            options: ['info', 'debug'],
            default: 'info',
          }),
          makeInput({ name: 'replicas', type: 'number', default: '2' }),
        ],
      }),
      'deploy.yml@feature/canary': makeForm({
        ref: canary,
        blobSha: 'c'.repeat(40),
        inputs: [
          makeInput({ name: 'kept' }),
          makeInput({
            name: 'level',
            type: 'choice',
            options: ['info', 'trace'],
            default: 'info',
          }),
          makeInput({ name: 'replicas', type: 'number', default: '5' }),
          makeInput({ name: 'percent', type: 'number', required: true }),
        ],
      }),
    },
  });
  const { user, backend, dialog } = opened;
  await user.type(
    await dialog.findByRole('textbox', { name: /kept/ }),
    'my words',
  );
  await user.type(dialog.getByRole('textbox', { name: /gone/ }), 'lost words');
  await choose(opened, /level/, 'debug');
  await pickRef(opened, 'feature/canary');

  expect(dialog.getByText('cafecaf')).toBeInTheDocument();
  const note = dialog
    .getByText('The form has changed')
    .closest('[role="status"]')!;
  expect(
    within(note as HTMLElement)
      .getAllByRole('listitem')
      .map(item => item.textContent),
  ).toEqual([
    'percent is new.',
    'gone is gone, and with it your value “lost words”.',
    'level was reset: “debug” isn’t allowed here.',
    'replicas has another default here: “5”.',
    'Your other values are kept.',
  ]);
  expect(address()).toHaveTextContent(`${OPEN_DIALOG}&ref=feature%2Fcanary`);
  await user.type(dialog.getByRole('textbox', { name: /percent/ }), '10');
  await user.click(await runButton(opened));
  await waitFor(() => expect(backend.sent).toHaveLength(1));
  expect(backend.sent[0].request).toMatchObject({
    ref: 'feature/canary',
    expectedBlobSha: 'c'.repeat(40),
    inputs: { kept: 'my words', level: 'info', replicas: '5', percent: '10' },
  });
});
