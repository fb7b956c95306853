import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  BLOB,
  makeDispatch,
  makeForm,
  makeInput,
  makeRef,
  makeRepository,
  makeRunningRun,
  makeWorkflow,
} from '../../testHelpers/builders';
import {
  InMemoryGithubWorkflows,
  InMemoryState,
} from '../../testHelpers/InMemoryGithubWorkflows';
import { renderPlugin } from '../../testHelpers/renderPlugin';

const TAB = '/studio-service/workflows';
const OPEN = `${TAB}?dispatch=deploy.yml`;
const canary = makeRef({ name: 'feature/canary', sha: 'cafe'.repeat(10) });

const allTypes = [
  makeInput({ name: 'note', description: 'Shown in the channel' }),
  makeInput({ name: 'reason', required: true }),
  makeInput({
    name: 'dry_run',
    type: 'boolean',
    default: 'true',
    description: 'Plan only',
  }),
  makeInput({ name: 'verbose', type: 'boolean' }),
  makeInput({
    name: 'level',
    type: 'choice',
    options: ['info', 'debug'],
    default: 'info',
  }),
  makeInput({ name: 'replicas', type: 'number', default: '2' }),
  makeInput({
    name: 'target',
    type: 'environment',
    required: true,
    options: ['staging', 'production'],
  }),
];

function makeState(state: Partial<InMemoryState> = {}): Partial<InMemoryState> {
  return {
    refs: [makeRef(), canary],
    workflows: { main: [makeWorkflow()], [canary.name]: [makeWorkflow()] },
    forms: { 'deploy.yml@main': makeForm() },
    runs: [makeRunningRun()],
    ...state,
  };
}

async function openDialog(
  state: Partial<InMemoryState> = {},
  path = OPEN,
  backend = new InMemoryGithubWorkflows(makeState(state)),
) {
  const user = userEvent.setup();
  renderPlugin({ backend, path });
  const dialog = within(await screen.findByRole('dialog'));
  return { user, backend, dialog };
}

const address = () => screen.getByLabelText('address', { selector: 'output' });
type Opened = Awaited<ReturnType<typeof openDialog>>;
const runButton = ({ dialog }: Opened) =>
  dialog.findByRole('button', { name: 'Run workflow' });

async function pickRef({ user, dialog }: Opened, name: string) {
  const field = dialog.getByRole('combobox', { name: 'Branch' });
  await user.clear(field);
  await user.type(field, name);
  await waitFor(() =>
    expect(
      screen.getAllByRole('option').map(option => option.textContent),
    ).toEqual([name]),
  );
  await user.keyboard('{ArrowDown}{Enter}');
  await dialog.findByText(
    (_, element) =>
      element?.textContent?.startsWith(
        `Read from deploy.yml on branch ${name} at commit`,
      ) ?? false,
    { selector: 'p' },
  );
}

async function choose({ user, dialog }: Opened, field: RegExp, option: string) {
  await user.click(dialog.getByRole('button', { name: field }));
  await user.click(await screen.findByRole('option', { name: option }));
}

it('opens from the list, runs, and leads to the run; Back doesn’t open it again', async () => {
  const user = userEvent.setup();
  const backend = new InMemoryGithubWorkflows(makeState());
  renderPlugin({ backend });
  await user.click(
    await screen.findByRole('button', { name: 'Run workflow Deploy' }),
  );
  expect(address()).toHaveTextContent(OPEN);
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
      repository: backend.state.repository,
      request: {
        ref: 'main',
        refType: 'branch',
        inputs: {},
        expectedBlobSha: BLOB,
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
  const backend = new InMemoryGithubWorkflows(makeState({ runs: [] }));
  renderPlugin({ backend, path: OPEN });
  const dialog = within(await screen.findByRole('dialog'));
  await dialog.findByText('This workflow asks for nothing.');
  await user.click(dialog.getByRole('button', { name: 'Run workflow' }));
  expect(
    await screen.findByRole('status', { name: 'Loading run' }),
  ).toBeInTheDocument();
  await act(() => jest.advanceTimersByTimeAsync(2_500));
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  backend.state.runs = [makeRunningRun()];
  await act(() => jest.advanceTimersByTimeAsync(1_100));
  expect(
    screen.getByRole('heading', { level: 2, name: 'Deploy to staging' }),
  ).toBeInTheDocument();
  jest.useRealTimers();
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

describe('the form', () => {
  const forms = { 'deploy.yml@main': makeForm({ inputs: allTypes }) };

  it('has a field for each type, with description, default and what is required', async () => {
    const { dialog } = await openDialog({ forms });
    const note = await dialog.findByRole('textbox', { name: /note/ });
    expect(note).toHaveAccessibleDescription('Shown in the channel');
    expect(note).toHaveValue('');
    expect(dialog.getByRole('textbox', { name: /reason/ })).toBeRequired();
    expect(dialog.getByRole('textbox', { name: /replicas/ })).toHaveValue('2');
    expect(dialog.getByRole('switch', { name: 'dry_run' })).toBeChecked();
    expect(
      dialog.getByRole('switch', { name: 'dry_run' }),
    ).toHaveAccessibleDescription('Plan only');
    expect(dialog.getByRole('switch', { name: 'verbose' })).not.toBeChecked();
    expect(dialog.getByRole('button', { name: /level/ })).toHaveTextContent(
      'info',
    );
    expect(dialog.getByRole('button', { name: /target/ })).toHaveTextContent(
      'Choose a value',
    );
  });

  it('says at the fields what is missing or wrong, and sends nothing until it is right', async () => {
    const opened = await openDialog({ forms });
    const { user, backend, dialog } = opened;
    const replicas = await dialog.findByRole('textbox', { name: /replicas/ });
    await user.clear(replicas);
    await user.type(replicas, 'two');
    expect(replicas).toBeValid();
    await user.click(await runButton(opened));

    expect(replicas).toHaveAccessibleDescription(
      'Enter a number, such as 3 or 0.5.',
    );
    expect(
      dialog.getByRole('textbox', { name: /reason/ }),
    ).toHaveAccessibleDescription('Enter a value: the workflow requires it.');
    expect(
      dialog.getByText('Choose a value: the workflow requires it.'),
    ).toBeInTheDocument();
    await user.clear(replicas);
    expect(replicas).toHaveAccessibleDescription(
      'Enter a number: left empty, GitHub would use the default, 2.',
    );
    expect(backend.sent).toEqual([]);

    await user.type(replicas, '3');
    await user.type(dialog.getByRole('textbox', { name: /reason/ }), 'because');
    await choose(opened, /target/, 'production');
    await user.click(dialog.getByRole('switch', { name: 'verbose' }));
    await choose(opened, /level/, 'Leave out');
    const note = dialog.getByRole('textbox', { name: /note/ });
    await user.type(note, 'x');
    await user.clear(note);
    await user.click(await runButton(opened));
    await waitFor(() => expect(backend.sent).toHaveLength(1));
    expect(backend.sent[0].request.inputs).toEqual({
      note: '',
      reason: 'because',
      dry_run: 'true',
      verbose: 'true',
      replicas: '3',
      target: 'production',
    });
  });

  it('refuses what is longer than GitHub takes', async () => {
    const opened = await openDialog({
      forms: { 'deploy.yml@main': makeForm({ inputs: [makeInput()] }) },
    });
    const { user, backend, dialog } = opened;
    await user.click(await dialog.findByRole('textbox', { name: /note/ }));
    await user.paste('x'.repeat(65_536));
    await user.click(await runButton(opened));
    expect(
      await dialog.findByText(/GitHub takes 65535 at most/),
    ).toBeInTheDocument();
    expect(backend.sent).toEqual([]);
  });

  it('lets an environment be typed where nobody knows which there are', async () => {
    const opened = await openDialog({
      forms: {
        'deploy.yml@main': makeForm({
          inputs: [
            makeInput({ name: 'target', type: 'environment' }),
            makeInput({ name: 'size', type: 'choice', options: [] }),
          ],
        }),
      },
    });
    const { user, backend, dialog } = opened;
    await user.type(
      await dialog.findByRole('textbox', { name: /target/ }),
      'lab',
    );
    await user.click(await runButton(opened));
    await waitFor(() =>
      expect(backend.sent[0]?.request.inputs).toEqual({ target: 'lab' }),
    );
  });

  it('names problems of the file, and why it can’t be run on this ref', async () => {
    const opened = await openDialog({
      forms: {
        'deploy.yml@main': makeForm({
          state: 'invalid',
          blobSha: undefined,
          problems: [{ line: 3, message: 'not YAML' }],
        }),
      },
    });
    expect(
      await opened.dialog.findByText(/can’t be read as a workflow/),
    ).toBeInTheDocument();
    expect(opened.dialog.getByText('Line 3:').parentElement).toHaveTextContent(
      'Line 3: not YAML',
    );
    expect(await runButton(opened)).toBeDisabled();
  });

  it('can be looked at by somebody who may not run it, with the reason', async () => {
    const opened = await openDialog({
      repository: makeRepository({
        viewer: { mayRun: false, reason: 'Guests may look.' },
      }),
    });
    expect(opened.dialog.getByText('Guests may look.')).toBeInTheDocument();
    expect(
      await opened.dialog.findByText('This workflow asks for nothing.'),
    ).toBeInTheDocument();
    expect(await runButton(opened)).toBeDisabled();
  });

  it('shows why it couldn’t be read, and reads it again', async () => {
    const backend = new InMemoryGithubWorkflows(makeState());
    await backend.fail('getForm', {
      status: 404,
      message: 'The branch is gone.',
      code: 'ref_not_found',
    });
    const opened = await openDialog({}, OPEN, backend);
    expect(await opened.dialog.findByRole('alert')).toHaveTextContent(
      'The branch is gone.',
    );
    expect(await runButton(opened)).toBeDisabled();
    backend.mend('getForm');
    await opened.user.click(
      opened.dialog.getByRole('button', { name: 'Retry' }),
    );
    await waitFor(async () => expect(await runButton(opened)).toBeEnabled());
  });
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
  expect(address()).toHaveTextContent(`${OPEN}&ref=feature%2Fcanary`);
  await user.type(dialog.getByRole('textbox', { name: /percent/ }), '10');
  await user.click(await runButton(opened));
  await waitFor(() => expect(backend.sent).toHaveLength(1));
  expect(backend.sent[0].request).toMatchObject({
    ref: 'feature/canary',
    expectedBlobSha: 'c'.repeat(40),
    inputs: { kept: 'my words', level: 'info', replicas: '5', percent: '10' },
  });
});

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

  it('keeps its key when no answer came, and gets another one after a refusal', async () => {
    const backend = new InMemoryGithubWorkflows(makeState());
    const opened = await openDialog({}, OPEN, backend);
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
      makeState({
        forms: { 'deploy.yml@main': makeForm({ inputs: [makeInput()] }) },
      }),
    );
    const opened = await openDialog({}, OPEN, backend);
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
    const backend = new InMemoryGithubWorkflows(makeState());
    await backend.fail('dispatch', {
      status: 503,
      message: 'lost',
      code: 'dispatch_outcome_unknown',
    });
    const opened = await openDialog({}, OPEN, backend);
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
