import { expectAccessible } from '@internal/portal-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { makeStored, makeUnseen } from '../../testHelpers/builders';
import {
  InMemoryMobworx,
  InMemoryState,
} from '../../testHelpers/InMemoryMobworx';
import {
  makeParticipant,
  makeParticipants,
  makeRoom,
  makeStream,
} from '../../testHelpers/streamBuilders';

function openStream(state: Partial<InMemoryState> = {}, search = '') {
  const backend = new InMemoryMobworx({
    stream: { staging: makeStream() },
    ...state,
  });
  renderPlugin({ backend, path: `/environments/staging/stream${search}` });
  return backend;
}

const part = (name: string) => screen.findByRole('region', { name });
const address = () => screen.getByLabelText('address').textContent;

it('shows rooms, media servers, signaling and events', async () => {
  openStream();
  const rooms = within(await part('Rooms')).getAllByRole('row');
  expect(rooms.map(row => row.textContent)).toEqual([
    'RoomTypePublishersViewersOpened',
    expect.stringMatching(/^design-reviewm2m group call23/),
    expect.stringMatching(/^rehearsalp2m live broadcast11,240/),
  ]);
  const munits = await part('Media servers');
  expect(munits).toHaveTextContent('6 stations on 2 munits; room for 16 more.');
  expect(
    within(munits)
      .getAllByRole('listitem')
      .map(item => item.textContent),
  ).toEqual([
    'munit-a1Takes stations4 of 20 stations, 1 task',
    'munit-a2Draining2 of 20 stations, 1 task',
  ]);
  expect(await part('Signaling')).toHaveTextContent(
    /WebSocket handshake31 msJoin120 msHeartbeat14 msLeave25 ms/,
  );
  expect(await part('Events')).toHaveTextContent(
    /Somebody joineddesign-review.*somethingNewrehearsal/,
  );
  await expectAccessible();
});

it('shows the rooms of one type; the address says which', async () => {
  openStream();
  await userEvent.click(await screen.findByRole('radio', { name: 'p2m (1)' }));
  expect(address()).toMatch(/\?type=p2m$/);
  expect(await part('Rooms')).toHaveTextContent(
    '1 room with 1 publisher and 1,240 viewers.',
  );
  expect(
    screen.queryByRole('button', { name: 'Who is in design-review' }),
  ).not.toBeInTheDocument();
});

it('keeps to the address: type of room, room, kind of event', async () => {
  openStream(
    {
      participants: { 'design-review': makeParticipants() },
    },
    '?type=p2m&room=design-review&event=joined',
  );
  expect(await part('People in design-review')).toHaveTextContent('5b1f5e0e');
  expect(await screen.findByRole('radio', { name: 'p2m (1)' })).toBeChecked();
  expect(await part('Latest events')).not.toHaveTextContent('somethingNew');
});

it('shows who is in a room without names to those who may not know them', async () => {
  openStream({ participants: { 'design-review': makeParticipants() } });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Who is in design-review' }),
  );
  expect(address()).toMatch(/\?room=design-review$/);
  const people = await part('People in design-review');
  expect(people).toHaveTextContent('mobworx.participants.read');
  expect(within(people).getAllByRole('row')[1]).toHaveTextContent(
    /^5b1f5e0ePublisheriOSvideo and audiodesign-r/,
  );
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Browser back' }));
  expect(
    screen.queryByRole('region', { name: 'People in design-review' }),
  ).not.toBeInTheDocument();
});

it('shows names to those who may know them', async () => {
  openStream(
    {
      participants: {
        'design-review': makeParticipants({
          full: true,
          participants: makeStored([
            makeParticipant({
              username: 'noa-berg',
              fullname: 'Noa Berg',
              role: 'viewer',
              video: false,
              audio: false,
            }),
          ]),
        }),
      },
    },
    '?room=design-review',
  );
  const people = await part('People in design-review');
  expect(people).not.toHaveTextContent('mobworx.participants.read');
  expect(within(people).getAllByRole('row')[1]).toHaveTextContent(
    /^Noa Bergnoa-berg · 5b1f5e0eVieweriOSnone/,
  );
  await userEvent.click(within(await part('Rooms')).getByText('Close'));
  expect(address()).not.toMatch(/room=/);
});

it('says at the room why its people can’t be seen', async () => {
  const backend = openStream({}, '?room=gone');
  await backend.fail('getParticipants', {
    status: 404,
    code: 'room_unknown',
    message: 'There is no room gone in Staging.',
    remedy: 'Choose one of those that are open.',
  });
  expect(await screen.findByRole('alert')).toHaveTextContent(
    /There is no room gone.*room_unknown/,
  );
  expect(await part('Rooms')).toHaveTextContent('rehearsal');
});

it('says of each part by itself that it can’t be seen, is old, or hasn’t been seen', async () => {
  openStream({
    stream: {
      staging: {
        rooms: makeUnseen({}),
        munits: makeUnseen(
          { code: 'upstream_timeout' },
          makeStream().munits.value,
        ),
        signaling: {},
        events: makeStored([]),
      },
    },
  });
  expect(within(await part('Rooms')).getByRole('alert')).toHaveTextContent(
    /Rooms can’t be seen.*Look whether it runs\..*upstream_unreachable/,
  );
  const munits = await part('Media servers');
  expect(within(munits).getByRole('status')).toHaveTextContent(
    /This may be out of date: last seen .*upstream_timeout/,
  );
  expect(munits).toHaveTextContent('munit-a1');
  expect(await part('Signaling')).toHaveTextContent(/hasn’t looked yet/);
  expect(await part('Events')).toHaveTextContent('Nothing has happened');
  await expectAccessible();
});

it('reads again what is stored', async () => {
  const backend = openStream({
    stream: { staging: makeStream({ rooms: makeUnseen({}) }) },
  });
  await part('Rooms');
  backend.state.stream.staging = makeStream();
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
  expect(
    await screen.findByRole('button', { name: 'Who is in rehearsal' }),
  ).toBeInTheDocument();
});

it.each([
  [
    'a visit that failed',
    {
      handshakeMs: 8,
      syntheticProblem: 'The join was refused with 2001 INVALID_SIGNAL.',
    },
    /2001 INVALID_SIGNAL.*made-up user/,
  ],
  [
    'an environment without visits',
    { handshakeMs: 8 },
    /nothing is joined here/,
  ],
])('tells of %s', async (_what, value, words) => {
  openStream({
    stream: { staging: makeStream({ signaling: makeStored(value) }) },
  });
  expect(await part('Signaling')).toHaveTextContent(words);
});

it('says how many rooms there are beyond those that are listed, and that none is open', async () => {
  openStream({
    stream: {
      staging: makeStream({
        rooms: makeStored({ items: [makeRoom()], total: 1_200 }),
      }),
    },
  });
  expect(await part('Rooms')).toHaveTextContent(
    /these are the 1 with the most people, of 1,200/,
  );
});

it('says when there is nothing', async () => {
  openStream({
    stream: {
      staging: makeStream({
        rooms: makeStored({ items: [], total: 0 }),
        munits: makeStored({ items: [], stations: 0, headroom: 0 }),
      }),
    },
  });
  expect(await part('Rooms')).toHaveTextContent('No room is open');
  expect(await part('Media servers')).toHaveTextContent('No munit runs');
});

it('is forbidden, or fails, as a whole with the reason', async () => {
  const backend = new InMemoryMobworx();
  await backend.fail('getStream', {
    status: 403,
    code: 'not_permitted',
    message: 'You may not see how the MobWorx services are.',
    remedy: 'Ask the platform team, if your work needs it.',
  });
  renderPlugin({ backend, path: '/environments/staging/stream' });
  expect(await screen.findByRole('alert')).toHaveTextContent(
    /You may not see how the MobWorx services are/,
  );
  expect(
    screen.queryByRole('button', { name: 'Retry' }),
  ).not.toBeInTheDocument();
});
