import { participantsResponseSchema } from '@internal/plugin-mobworx-common';
import { environmentSeed } from '@internal/simulators';
import { refusal } from '@internal/upstream-node/testUtils';
import { startStream as start } from './__testUtils__/startStream';

const NOA = '5b1f5e0e-6c0b-4a44-9a3c-0d7e2f3a1c01';

describe('who is in a room', () => {
  it('is given in full to those who may know it, and shortened to others', async () => {
    const { look, people, deny } = await start();
    await look('details');
    const full = participantsResponseSchema.parse(
      (await people('design-review')).body,
    );
    expect(full.full).toBe(true);
    expect(full.participants.value).toHaveLength(5);
    expect(full.participants.value![0]).toMatchObject({
      userId: NOA,
      sessionId: 'design-review-noa-berg',
      username: 'noa-berg',
      fullname: 'Noa Berg',
      host: 'iOS',
      role: 'publisher',
    });
    deny('mobworx.participants.read');
    const { body } = await people('design-review');
    const short = participantsResponseSchema.parse(body);
    expect(short.full).toBe(false);
    expect(short.participants.value![0]).toEqual({
      userId: NOA.slice(0, 8),
      sessionId: 'design-r',
      host: 'iOS',
      role: 'publisher',
      video: true,
      audio: true,
      joinedAt: full.participants.value![0].joinedAt,
    });
    expect(JSON.stringify(body)).not.toMatch(/noa|Noa|viewer-1/);
  });

  it('is read page by page up to 200, in the 50 rooms with the most people', async () => {
    const seed = environmentSeed('staging');
    seed.stream.rooms = Array.from({ length: 52 }, (_value, index) => ({
      ...seed.stream.rooms[2],
      id: `room-${index}`,
      viewers: index === 7 ? 250 : index,
    }));
    const { look, people, stream } = await start({
      seed,
    });
    await look('details');
    const { body } = await people('room-7');
    expect(body.participants.value).toHaveLength(200);
    expect(
      new Set(body.participants.value.map(({ sessionId }: any) => sessionId))
        .size,
    ).toBe(200);
    expect((await people('room-0')).status).toBe(404);
    expect((await people('room-2')).status).toBe(200);
    expect(
      stream.service
        .requests()
        .filter(({ path }) => path.startsWith('/v1/participants')),
    ).toHaveLength(51);
  });

  it('is forgotten when the room has ended', async () => {
    const { look, people, stream, knex } = await start();
    await look('details');
    const room = stream.rooms.find('one-on-one')!;
    room.all().forEach(member => stream.rooms.remove(room, member, 'left'));
    await look('details');
    expect(refusal(await people('one-on-one'))).toEqual([404, 'room_unknown']);
    const left = await knex('snapshots').where({
      subject: 'participants/one-on-one',
    });
    expect(left).toEqual([]);
    expect((await people('design-review')).status).toBe(200);
  });

  it('is said to be old when the rooms can be looked into no more', async () => {
    const { look, people, stream } = await start();
    await look('details');
    const before = (await people('rehearsal')).body.participants;
    stream.service.faults.add({
      path: '/v1/participants',
      fault: { kind: 'status', status: 500 },
    });
    await look('details');
    const { participants } = (await people('rehearsal')).body;
    expect(participants.value).toEqual(before.value);
    expect(participants.takenAt).toBe(before.takenAt);
    expect(participants.problem.code).toBe('upstream_unavailable');
  });

  it.each([
    ['a room that is not there', 'staging', 'nowhere', 404, 'room_unknown'],
    ['another environment', 'nowhere', 'rehearsal', 404, 'environment_unknown'],
    [
      'a path',
      'staging',
      encodeURIComponent('../rooms'),
      400,
      'request_invalid',
    ],
    ['a space', 'staging', 'a%20b', 400, 'request_invalid'],
    ['a zero byte', 'staging', 'a%00', 400, 'request_invalid'],
    ['a long id', 'staging', 'a'.repeat(201), 400, 'request_invalid'],
    ['a bad environment', 'STAGING', 'rehearsal', 400, 'request_invalid'],
    [
      'a query',
      'staging',
      'rehearsal/participants?full=true',
      400,
      'request_invalid',
    ],
    ['a prototype', 'staging', '__proto__', 404, 'room_unknown'],
  ])('is not given for %s', async (_what, environment, room, status, code) => {
    const { get } = await start();
    const path = `/environments/${environment}/stream/rooms/${room}`;
    const answered = await get(
      path.includes('?') ? path : `${path}/participants`,
    );
    expect(refusal(answered)).toEqual([status, code]);
  });
});
