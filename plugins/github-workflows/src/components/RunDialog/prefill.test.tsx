import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { REDACTED } from '@internal/plugin-github-workflows-common';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import {
  address,
  canary,
  makeDialogState,
  pickRef,
  TAB,
} from '../../__testUtils__/steps';
import { makeDispatch, makeForm, makeInput } from '../../testHelpers/builders';
import { InMemoryGithubWorkflows } from '../../testHelpers/InMemoryGithubWorkflows';
import { readLinkInputs } from './prefill';

const inputs = [
  makeInput(),
  makeInput({ name: 'size', type: 'choice', options: ['s', 'm'] }),
  makeInput({ name: 'dry', type: 'boolean' }),
];

function link(values: unknown, more = ''): string {
  const text = typeof values === 'string' ? values : JSON.stringify(values);
  return `${TAB}?workflow=deploy.yml${more}&inputs=${encodeURIComponent(text)}`;
}

async function openLink(path: string, backend?: InMemoryGithubWorkflows) {
  const user = userEvent.setup();
  const opened = renderPlugin({
    path,
    backend:
      backend ??
      new InMemoryGithubWorkflows(
        makeDialogState({
          forms: {
            'deploy.yml@main': makeForm({ inputs }),
            [`deploy.yml@${canary.name}`]: makeForm({ inputs, ref: canary }),
          },
        }),
      ),
  });
  const dialog = await screen.findByRole('dialog');
  return { ...opened, user, dialog };
}

describe('a link with values', () => {
  it('opens the filled form at its ref and runs nothing', async () => {
    const { backend, user } = await openLink(
      link({ note: 'from a friend', dry: true }, '&ref=feature/canary'),
    );
    expect(
      await screen.findByText(/Filled from the link. Nothing runs until/),
    ).toBeInTheDocument();
    expect(screen.getByRole('textbox', { name: /note/ })).toHaveValue(
      'from a friend',
    );
    expect(screen.getByRole('switch', { name: 'dry' })).toBeChecked();
    expect(backend.sent).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Run workflow' }));
    await waitFor(() => expect(backend.sent).toHaveLength(1));
    expect(backend.sent[0].request).toMatchObject({
      ref: 'feature/canary',
      inputs: { note: 'from a friend', dry: 'true' },
      headShaSeen: canary.sha,
    });
  });

  it('says in words which values are unknown, unfit or hidden', async () => {
    await openLink(link({ gone: 'x'.repeat(100), size: 'xl', note: REDACTED }));
    expect(
      await screen.findByText(
        `gone isn’t asked for here: “${'x'.repeat(80)}…” was left out.`,
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('size wasn’t filled: “xl” isn’t allowed here.'),
    ).toBeInTheDocument();
    expect(screen.getByText(/note wasn’t filled: .* secret/)).toBeVisible();
    expect(screen.getByRole('textbox', { name: /note/ })).toHaveValue('');
  });

  it('that can’t be read leaves the form as it is and says why', async () => {
    await openLink(link('{"note":'));
    expect(
      await screen.findByText(
        'The values of the link can’t be read: they aren’t JSON. The form has its defaults.',
      ),
    ).toBeInTheDocument();
  });

  it('keeps its values over another ref, and is gone when the dialog is closed', async () => {
    const opened = await openLink(link({ note: 'kept' }));
    await screen.findByText(/Filled from the link/);
    await pickRef(
      {
        user: opened.user,
        backend: opened.backend,
        dialog: within(opened.dialog),
      },
      canary.name,
    );
    expect(screen.getByRole('textbox', { name: /note/ })).toHaveValue('kept');
    expect(screen.queryByText(/Filled from/)).not.toBeInTheDocument();
    await opened.user.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() =>
      expect(address()).toHaveTextContent(`${TAB}?ref=feature%2Fcanary`),
    );
    expect(address()).not.toHaveTextContent('inputs');
  });

  it('is copied as the form is filled in', async () => {
    const { user } = await openLink(link({ note: 'shared' }));
    await screen.findByText(/Filled from the link/);
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    await user.click(screen.getByRole('button', { name: 'Copy link' }));
    expect(
      await screen.findByRole('button', { name: 'Link copied' }),
    ).toBeInTheDocument();
    const copied = new URL(write.mock.calls[0][0]);
    expect(copied.pathname).toBe(TAB);
    expect(Object.fromEntries(copied.searchParams)).toEqual({
      workflow: 'deploy.yml',
      ref: 'main',
      inputs: JSON.stringify({ note: 'shared' }),
    });
  });

  it('that can’t be copied says so', async () => {
    const { user } = await openLink(link({}));
    await screen.findByText(/Filled from the link/);
    jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockRejectedValueOnce(new Error('NotAllowedError'));
    await user.click(screen.getByRole('button', { name: 'Copy link' }));
    expect(
      await screen.findByRole('button', {
        name: /doesn’t let the portal copy/,
      }),
    ).toBeInTheDocument();
  });
});

describe('values of a link', () => {
  it.each([
    ['[]', /must be an object/],
    ['{"a b":"x"}', /has an input named/],
    ['{"__proto__":"x"}', /has an input named/],
    ['{"a":{"b":1}}', /isn't text/],
    ['{"a":null}', /isn't text/],
    [`{"a":"${'x'.repeat(70_000)}"}`, /is longer than/],
    [`{"a":"${'x'.repeat(100_001)}"}`, /they are too long/],
    [
      JSON.stringify(
        Object.fromEntries(
          Array.from({ length: 26 }, (_, at) => [`i${at}`, '']),
        ),
      ),
      /has 26 inputs/,
    ],
  ])('%.40s are refused', (text, problem) => {
    const { inputs: values, problem: said } = readLinkInputs(text);
    expect(said).toMatch(problem);
    expect(values).toEqual({});
  });
});

describe('a run that GitHub didn’t name', () => {
  async function dispatchWithoutRun() {
    const backend = new InMemoryGithubWorkflows(
      makeDialogState({ forms: { 'deploy.yml@main': makeForm() } }),
    );
    backend.onDispatch = async () => makeDispatch({ runId: undefined });
    const opened = await openLink(link({}), backend);
    await opened.user.click(
      await screen.findByRole('button', { name: 'Run workflow' }),
    );
    expect(
      await screen.findByText('GitHub has taken the run'),
    ).toBeInTheDocument();
    return backend;
  }

  it('opens as soon as it is found', async () => {
    const backend = await dispatchWithoutRun();
    backend.state.awaited = makeDispatch({ match: 'matched' });
    await waitFor(
      () => expect(address()).toHaveTextContent(`${TAB}/runs/501`),
      { timeout: 5_000 },
    );
    expect(backend.sent).toHaveLength(1);
  });

  it.each([
    ['ambiguous', 'Several runs fit, and nothing tells which one is yours'],
    ['none', 'GitHub has taken the run'],
  ] as const)('and is %s says so', async (match, title) => {
    const backend = await dispatchWithoutRun();
    backend.state.awaited = makeDispatch({ runId: undefined, match });
    await waitFor(
      () =>
        expect(screen.getByRole('alert')).toHaveTextContent(
          match === 'none' ? /none that fits was found/ : title,
        ),
      { timeout: 5_000 },
    );
    expect(screen.getByText(title)).toBeInTheDocument();
  });
});

it('a workflow of the App asks for no sign-in and fills in who asked', async () => {
  const backend = new InMemoryGithubWorkflows(
    makeDialogState({
      forms: {
        'deploy.yml@main': makeForm({
          identity: 'app',
          inputs: [
            makeInput(),
            makeInput({ name: 'requested_by', required: true }),
          ],
        }),
      },
    }),
  );
  const { user } = await openLink(link({ note: 'x' }), backend);
  expect(
    await screen.findByText('Runs as the portal’s GitHub App'),
  ).toBeInTheDocument();
  expect(
    screen.queryByRole('textbox', { name: /requested_by/ }),
  ).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Run workflow' }));
  await waitFor(() => expect(backend.sent).toHaveLength(1));
  expect(backend.sent[0]).toMatchObject({
    identity: 'app',
    request: { inputs: { note: 'x' } },
  });
});
