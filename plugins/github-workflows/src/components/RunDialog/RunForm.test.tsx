import { waitFor } from '@testing-library/react';
import {
  makeForm,
  makeInput,
  makeRepository,
} from '../../testHelpers/builders';
import { InMemoryGithubWorkflows } from '../../testHelpers/InMemoryGithubWorkflows';
import {
  choose,
  makeDialogState,
  openDialog,
  runButton,
} from '../../__testUtils__/steps';

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

  it('leads to the first field that is wrong, a field of each kind', async () => {
    const opened = await openDialog({
      forms: {
        'deploy.yml@main': makeForm({
          inputs: [
            makeInput({ name: 'note' }),
            makeInput({
              name: 'level',
              type: 'choice',
              options: ['info'],
              required: true,
            }),
            makeInput({ name: 'replicas', type: 'number' }),
          ],
        }),
      },
    });
    const { user, dialog } = opened;
    const replicas = await dialog.findByRole('textbox', { name: /replicas/ });
    await user.type(replicas, '1e999');
    await user.click(await runButton(opened));
    expect(dialog.getByRole('button', { name: /level/ })).toHaveFocus();
    await choose(opened, /level/, 'info');
    await user.click(await runButton(opened));
    expect(replicas).toHaveFocus();
    expect(replicas).toHaveAccessibleDescription(/Enter a number/);
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
    const backend = new InMemoryGithubWorkflows(makeDialogState());
    await backend.fail('getForm', {
      status: 404,
      message: 'The branch is gone.',
      code: 'ref_not_found',
    });
    const opened = await openDialog({}, backend);
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
