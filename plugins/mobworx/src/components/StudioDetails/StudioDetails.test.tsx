import type { StudioSession } from '@internal/plugin-mobworx-common';
import { expectAccessible } from '@internal/portal-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import {
  makeEnvironments,
  makeStored,
  makeUnseen,
  NOW,
} from '../../testHelpers/builders';
import {
  InMemoryMobworx,
  InMemoryState,
} from '../../testHelpers/InMemoryMobworx';

const session: StudioSession = {
  id: 's-1',
  roomId: 'design-review',
  layout: 'grid',
  destinations: ['rtmp://live.mobworx.example/app'],
  state: 'live',
  startedAt: NOW,
  cpu: 41.6,
};

function openStudio(
  state: Partial<InMemoryState> = {},
  path = '/environments/staging/studio',
) {
  const backend = new InMemoryMobworx({
    studio: { staging: { sessions: makeStored([session]) } },
    ...state,
  });
  renderPlugin({ backend, path });
  return backend;
}

const part = (name: string) => screen.findByRole('region', { name });
const startButton = () =>
  screen.findByRole('button', { name: 'Start a session in Staging' });

/** Opens the form and fills it in. */
async function fillIn(part_: Partial<Record<string, string>> = {}) {
  await userEvent.click(await startButton());
  const dialog = await screen.findByRole('dialog', {
    name: 'Start a studio session in Staging',
  });
  const values = {
    Room: 'rehearsal',
    Destinations: 'rtmp://live.example/app/key',
    'Type staging to confirm': 'staging',
    ...part_,
  };
  for (const [label, value] of Object.entries(values)) {
    const field = within(dialog).getByRole('textbox', {
      name: new RegExp(label),
    });
    await userEvent.clear(field);
    if (value) {
      await userEvent.type(field, value);
    }
  }
  return dialog;
}

const send = () => screen.getByRole('button', { name: 'Start in Staging' });

it('shows sessions with their state, destinations and load', async () => {
  openStudio({
    studio: {
      staging: {
        sessions: makeStored([
          session,
          { ...session, id: 's-2', state: 'failed', destinations: [], cpu: 0 },
        ]),
      },
    },
  });
  const [, ...rows] = within(await part('Sessions')).getAllByRole('row');
  expect(rows.map(row => row.textContent)).toEqual([
    expect.stringMatching(
      /^design-reviewgrid · s-1Livertmp:\/\/live\.mobworx\.example\/app.*42 %$/,
    ),
    expect.stringMatching(/s-2Failednone.*0 %$/),
  ]);
  await startButton();
  await expectAccessible();
});

it('says that none runs, that they can’t be seen, or that they are old', async () => {
  openStudio({ studio: { staging: { sessions: makeStored([]) } } });
  expect(await part('Sessions')).toHaveTextContent('No session runs');
});

it.each([
  [
    makeUnseen<StudioSession[]>({}),
    /Sessions can’t be seen.*upstream_unreachable/,
  ],
  [makeUnseen({}, [session]), /This may be out of date.*s-1/],
])('says what is wrong with what was seen (%#)', async (sessions, words) => {
  openStudio({ studio: { staging: { sessions } } });
  expect(await part('Sessions')).toHaveTextContent(words);
  // One that fails takes nothing else with it.
  expect(await startButton()).toBeEnabled();
});

it('starts a session once the environment was typed', async () => {
  const backend = openStudio();
  const dialog = await fillIn({ 'Type staging to confirm': 'production' });
  expect(screen.getByLabelText('address')).toHaveTextContent(
    '?dialog=start-session',
  );
  expect(send()).toBeDisabled();
  const field = within(dialog).getByRole('textbox', { name: /to confirm/ });
  await userEvent.clear(field);
  await userEvent.type(field, 'staging');
  await expectAccessible();
  await userEvent.click(send());
  await waitFor(() =>
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
  );
  expect(backend.started).toEqual([
    {
      environment: 'staging',
      confirmEnvironment: 'staging',
      idempotencyKey: expect.stringMatching(/^[0-9a-f-]{36}$/),
      roomId: 'rehearsal',
      layout: 'grid',
      destinations: ['rtmp://live.example/app/key'],
    },
  ]);
  expect(
    await screen.findByText('The session for rehearsal is starting in Staging'),
  ).toBeInTheDocument();
  expect(await part('Sessions')).toHaveTextContent('session-1');
  expect(screen.getByLabelText('address')).not.toHaveTextContent('dialog');
});

it.each([
  ['no room', { Room: '' }, /Start in Staging/],
  ['no id of a room', { Room: 'a b' }, /not the id of a room/],
  ['no destination', { Destinations: '' }, /Start in Staging/],
  [
    'an address of another kind',
    { Destinations: 'rtmp://a.example/app/k\nhttps://b.example' },
    /Line 2 is not an RTMP address/,
  ],
  [
    'too many destinations',
    { Destinations: Array(6).fill('rtmp://a.example/k').join('\n') },
    /1 to 5 destinations/,
  ],
])('sends nothing with %s', async (_what, values, words) => {
  const backend = openStudio();
  const dialog = await fillIn(values);
  expect(dialog).toHaveTextContent(words);
  expect(send()).toBeDisabled();
  expect(backend.started).toEqual([]);
});

it('sends once when it is clicked twice, and can’t be closed meanwhile', async () => {
  const backend = openStudio();
  let answer = () => {};
  backend.onStart = () =>
    new Promise(resolve => {
      answer = resolve;
    });
  await fillIn();
  await userEvent.dblClick(send());
  expect(screen.getByRole('button', { name: 'Cancel' })).toBeDisabled();
  await userEvent.keyboard('{Escape}');
  expect(screen.getByRole('dialog')).toBeInTheDocument();
  answer();
  await waitFor(() =>
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
  );
  expect(backend.started).toHaveLength(1);
});

it('says what to do after a refusal, and sends again with the same key', async () => {
  const backend = openStudio();
  await backend.fail('startSession', {
    status: 503,
    code: 'session_refused',
    message: 'Studio has no room for another session.',
    remedy: 'Stop one, or try again later.',
  });
  const dialog = await fillIn();
  await userEvent.click(send());
  expect(await within(dialog).findByRole('alert')).toHaveTextContent(
    /no room for another session.*Stop one, or try again later/,
  );
  backend.mend('startSession');
  await userEvent.click(send());
  await waitFor(() =>
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
  );
  const keys = backend.started.map(({ idempotencyKey }) => idempotencyKey);
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
});

it('offers nothing but to close when the outcome is unknown; the next attempt has another key', async () => {
  const backend = openStudio();
  await backend.fail('startSession', {
    status: 503,
    code: 'session_outcome_unknown',
    message: 'Studio’s answer was lost.',
    remedy: 'Look at the list of sessions in a minute.',
  });
  await fillIn();
  await userEvent.click(send());
  expect(await screen.findByRole('alert')).toHaveTextContent(
    /Look at the list of sessions/,
  );
  expect(
    screen.queryByRole('button', { name: 'Start in Staging' }),
  ).not.toBeInTheDocument();
  // The other one is the cross in the corner.
  await userEvent.click(
    screen.getAllByRole('button', { name: 'Close' }).at(-1)!,
  );
  backend.mend('startSession');
  await fillIn();
  await userEvent.click(send());
  await waitFor(() => expect(backend.started).toHaveLength(2));
  expect(backend.started[0].idempotencyKey).not.toBe(
    backend.started[1].idempotencyKey,
  );
});

it.each([
  [
    'switched-off',
    /switched off in Staging.*studio\.session\.create in its writes/,
  ],
  ['not-permitted', /takes the permission mobworx\.studio\.session\.create/],
] as const)('says why none can be started: %s', async (why, words) => {
  const environments = makeEnvironments();
  environments.environments[0].may = {
    queryGraphql: true,
    startStudioSession: false,
    withheld: { startStudioSession: why },
  };
  openStudio(
    { environments },
    '/environments/staging/studio?dialog=start-session',
  );
  expect(
    await screen.findByText(
      (_text, node) =>
        node?.tagName === 'P' && words.test(node.textContent ?? ''),
    ),
  ).toBeInTheDocument();
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  expect(
    screen.queryByRole('button', { name: /Start a session/ }),
  ).not.toBeInTheDocument();
});
