import { munitsAnswer, newest, participantsAnswer } from './answers';

const munit = { id: 'a', tasks: 1, stations: 2, capacity: 3, draining: false };

it.each([
  ['a text that is not JSON', 'munit a'],
  ['JSON that is no object', '5'],
  ['a count below zero', JSON.stringify({ ...munit, stations: -1 })],
  ['no capacity', JSON.stringify({ ...munit, capacity: undefined })],
  ['an id that is too long', JSON.stringify({ ...munit, id: 'a'.repeat(201) })],
  ['a text that is too long', ' '.repeat(20_000) + JSON.stringify(munit)],
])('takes no munit that is %s', (_what, text) => {
  expect(munitsAnswer.safeParse({ data: [text] }).success).toBe(false);
});

it('takes a munit and leaves out what it does not know', () => {
  const text = JSON.stringify({ ...munit, address: '10.0.0.7' });
  expect(munitsAnswer.parse({ data: [text] }).data).toEqual([munit]);
});

it('keeps the newest 200 events of all types', () => {
  const events = Array.from({ length: 300 }, (_value, index) => ({
    id: String(index),
    type: index % 2 ? 'joined' : 'left',
    roomId: 'a',
    at: new Date(index * 1_000).toISOString(),
  }));
  const kept = newest(events);
  expect(kept).toHaveLength(200);
  expect([kept[0].id, kept[199].id]).toEqual(['299', '100']);
});

it('takes a role that is new and a time of another zone', () => {
  const person = {
    userId: 'u',
    sessionId: 's',
    username: 'n',
    fullname: '',
    host: 'Web',
    role: 'moderator',
    video: false,
    audio: true,
    createdAt: '2026-11-20T12:00:00+02:00',
    email: 'n@mobworx.example',
  };
  const { data } = participantsAnswer.parse({ data: [person], after: null });
  expect(data).toEqual([
    {
      userId: 'u',
      sessionId: 's',
      username: 'n',
      fullname: '',
      host: 'Web',
      role: 'unknown',
      video: false,
      audio: true,
      joinedAt: '2026-11-20T10:00:00.000Z',
    },
  ]);
});
