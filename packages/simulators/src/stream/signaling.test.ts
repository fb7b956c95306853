import { environments } from '../__testUtils__/environment';
import {
  messageNames,
  seenMessages,
  SignalingClient,
  type Named,
} from '../__testUtils__/SignalingClient';

const start = environments();

const user = (number: number) => `5b1f5e0e-6c0b-4a44-9a3c-0d7e2f3a1c0${number}`;
const [noa, max, kim] = [1, 2, 3].map(user);
const media = { ve: true, ae: true };
const create = { ...media, eg: 'native', op: { roomCreating: true } };
const join = { ...media, eg: 'native' };
const sdp = [
  'v=0',
  'o=- 1 1 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0',
  'm=audio 50000 UDP/TLS/RTP/SAVPF 111',
  'a=mid:0',
  'a=rtpmap:111 opus/48000/2',
  'a=sendrecv',
].join('\r\n');

async function startStream(id: 'staging' | 'production' = 'staging') {
  const environment = await start({ id });
  const { stream } = environment;
  const connect = (userId: string, sessionId?: string) =>
    SignalingClient.connect(stream.wsUrl, userId, sessionId);
  /** Connects and joins; the first in a room creates it. */
  const enter = async (userId: string, ch = 'm2m', rid = 'room') => {
    const client = await connect(userId);
    const isNew = !stream.rooms.find(rid);
    const ack = await client.ask('join', {
      ch,
      rid,
      ...(isNew ? create : join),
    });
    expect(ack).toMatchObject({ name: 'JOIN_ACK', c: 200 });
    return client;
  };
  return { ...environment, connect, enter };
}

const room = { ch: 'm2m', rid: 'room' };
const idsOf = ({ b }: Named): string[] =>
  b.pps.map(({ id }: { id: string }) => id);

describe('join', () => {
  it('creates a room as its publisher, and lets others in as viewers', async () => {
    const { connect, stream } = await startStream();
    const owner = await connect(noa);
    expect(await owner.ask('join', { ...room, ...create })).toMatchObject({
      name: 'JOIN_ACK',
      c: 200,
      b: {
        rid: 'room',
        pt: 'publisher',
        eg: 'native',
        pps: [{ id: noa, username: 'noa-berg', video: true, audio: true }],
      },
    });
    const viewer = await connect(max);
    expect(await viewer.ask('join', { ...room, ...join })).toMatchObject({
      b: { pt: 'viewer', pps: [{ id: noa }] },
    });
    expect(stream.connections()).toBe(2);
  });

  it('is refused for a room that is not there, or is there already', async () => {
    const { connect, enter } = await startStream();
    const client = await connect(noa);
    expect(await client.ask('join', { ...room, ...join })).toMatchObject({
      c: 4001,
      b: { req: { rid: 'room' }, msg: 'ROOM_NOT_FOUND: no m2m room room' },
    });
    await enter(max);
    expect(await client.ask('join', { ...room, ...create })).toMatchObject({
      c: 4022,
    });
    expect(
      await client.ask('join', { ...room, ...join, ch: 'a2m' }),
    ).toMatchObject({ c: 4001 });
  });

  it('of the same session again recovers it in its role', async () => {
    const { enter, connect } = await startStream();
    await enter(noa);
    const again = await connect(noa);
    expect(await again.ask('join', { ...room, ...create })).toMatchObject({
      c: 200,
      b: { pt: 'publisher' },
    });
  });

  it('of a made-up user needs userFaking, and is never let in in production', async () => {
    const joinAs = async (
      id: 'staging' | 'production',
      userFaking: boolean,
    ) => {
      const { connect } = await startStream(id);
      const client = await connect('made-up');
      return client.ask('join', {
        ...room,
        ...create,
        op: { roomCreating: true, userFaking },
      });
    };
    expect((await joinAs('staging', true)).c).toBe(200);
    expect((await joinAs('staging', false)).b.msg).toContain(
      'op.userFaking lets',
    );
    expect((await joinAs('production', true)).c).toBe(2001);
  });

  it('of a third person in a call is refused', async () => {
    const { enter, connect } = await startStream();
    const caller = await enter(noa, 'p2p');
    await enter(max, 'p2p');
    expect(idsOf(await caller.next())).toEqual([noa, max]);
    const third = await connect(kim);
    expect(
      await third.ask('join', { ...join, ch: 'p2p', rid: 'room' }),
    ).toMatchObject({ c: 2001 });
  });
});

describe('presence', () => {
  it('lasts while heartbeats come, and ends 10 silent seconds later', async () => {
    const { enter, clock, stream } = await startStream();
    const owner = await enter(noa);
    const viewer = await enter(max);
    for (let beat = 1; beat <= 3; beat += 1) {
      clock.advance(9_000);
      viewer.send('heartbeat', { ...room });
      expect(
        await owner.ask('heartbeat', {
          ...room,
          bid: `${beat}`,
          send_ack: true,
        }),
      ).toMatchObject({
        name: 'HEARTBEAT_ACK',
        b: { pps: [{ id: noa }], rid: 'room', bid: `${beat}` },
      });
    }
    await viewer.ask('heartbeat', { ...room, send_ack: true });
    clock.advance(8_000);
    await viewer.ask('heartbeat', { ...room, send_ack: true });
    clock.advance(2_000);
    expect(stream.rooms.find('room')).toBeDefined();
    clock.advance(1);
    // The owner was the last publisher, and the room ends with it.
    expect(await viewer.next()).toMatchObject({
      name: 'PUBLISH_LIST_CHANGED_ACK',
      b: { pps: [] },
    });
    expect(
      await viewer.ask('heartbeat', { ...room, send_ack: true }),
    ).toMatchObject({ name: 'HEARTBEAT_ACK', c: 4001 });
    expect(stream.rooms.events.ofType('offline')).toMatchObject([
      { roomId: 'room', userId: noa },
    ]);
    expect(stream.rooms.events.ofType('roomEnded')).toHaveLength(1);
  });

  it('passes the ownership to the oldest publisher', async () => {
    const { enter, stream } = await startStream();
    const owner = await enter(noa);
    const second = await enter(max);
    const third = await enter(kim);
    const changed = 'PUBLISH_LIST_CHANGED_ACK';
    const promote = async (client: SignalingClient, to: string) => {
      owner.send('publishAccept', { ...room, to });
      await client.nextOf('PUBLISH_ACCEPT_FORWARDED');
      return idsOf(await client.nextOf(changed));
    };
    expect(await promote(second, max)).toEqual([noa, max]);
    expect(await promote(third, kim)).toEqual([noa, max, kim]);
    owner.send('leave', room);
    expect(idsOf(await third.nextOf(changed))).toEqual([max, kim]);
    expect(stream.rooms.find('room')!.owner()!.session.userId).toBe(max);
    third.send('publishAccept', { ...room, to: max });
    expect(await third.next()).toMatchObject({
      name: 'PUBLISH_ACCEPT_ACK',
      c: 4051,
    });
    owner.send('leave', room);
    expect(await owner.nextOf('LEAVE_ACK')).toMatchObject({ c: 4001 });
  });
});

describe('publishing', () => {
  it('is asked for, rejected, and accepted by the owner', async () => {
    const { enter } = await startStream();
    const owner = await enter(noa);
    const viewer = await enter(max);
    viewer.send('publishRequest', { ...room, ...media });
    const request = await owner.next();
    expect(request).toMatchObject({
      name: 'PUBLISH_REQUEST_FORWARDED',
      ss: { userId: max },
    });
    const { userId, sessionId } = request.ss;
    owner.send('publishReject', { ...room, to: { userId, sessionId } });
    expect((await viewer.next()).name).toBe('PUBLISH_REJECT_FORWARDED');
    owner.send('publishAccept', { ...room, to: { userId, sessionId } });
    expect((await viewer.next()).name).toBe('PUBLISH_ACCEPT_FORWARDED');
    expect(idsOf(await viewer.next())).toEqual([noa, max]);
    expect(
      await viewer.ask('publishRequest', { ...room, ...media }),
    ).toMatchObject({ name: 'PUBLISH_REQUEST_ACK', c: 4023 });
    viewer.send('updateVideo', { ...room, ve: false, ae: true });
    expect((await viewer.next()).b.pps[1]).toMatchObject({
      video: false,
      audio: true,
    });
  });

  it('is for publishers to change and for owners to decide', async () => {
    const { enter } = await startStream();
    const owner = await enter(noa);
    const viewer = await enter(max);
    const codeOf = async (
      client: SignalingClient,
      action: string,
      data: object,
    ) => (await client.ask(action, { ...room, ...data })).c;
    expect(await codeOf(viewer, 'updateVideo', media)).toBe(4051);
    expect(await codeOf(viewer, 'kick', { to: noa })).toBe(4051);
    expect(await codeOf(viewer, 'publishAccept', { to: max })).toBe(4051);
    expect(await codeOf(viewer, 'publishReject', { to: max })).toBe(2001);
    expect(await codeOf(viewer, 'offer', { sdp })).toBe(4051);
    expect(await codeOf(owner, 'publishAccept', { to: kim })).toBe(4002);
    expect(
      await codeOf(owner, 'publishReject', { to: { sessionId: 'x' } }),
    ).toBe(4002);
  });

  it('has nine places', async () => {
    const { connect, enter, stream } = await startStream();
    const owner = await enter(noa);
    for (let number = 2; number <= 10; number += 1) {
      const client = await connect(max, `session-${number}`);
      await client.ask('join', { ...room, ...join });
    }
    owner.send('publishAccept', { ...room, to: max });
    let last = await owner.next();
    while (last.c === 200) last = await owner.next();
    expect(last).toMatchObject({
      c: 4051,
      b: { msg: 'PERMISSION_NOT_FOUND: the room has 9 publishers already' },
    });
    expect(stream.rooms.find('room')!.viewers()).toHaveLength(1);
  });

  it('kicks one session, or all of a user', async () => {
    const { connect, enter, stream } = await startStream();
    const owner = await enter(noa);
    const [one, two] = await Promise.all(
      ['one', 'two'].map(async sessionId => {
        const client = await connect(max, sessionId);
        await client.ask('join', { ...room, ...join });
        return client;
      }),
    );
    owner.send('kick', { ...room, to: { userId: max, sessionId: 'one' } });
    expect((await one.next()).name).toBe('KICK_FORWARDED');
    expect(stream.rooms.find('room')!.sessionsOf(max)).toHaveLength(1);
    owner.send('kick', { ...room, to: max });
    expect((await two.next()).name).toBe('KICK_FORWARDED');
    expect(stream.rooms.find('room')!.sessionsOf(max)).toEqual([]);
    expect(stream.rooms.events.ofType('kicked')).toHaveLength(2);
  });

  it('in a seeded room is accepted by its owner, whom nobody plays', async () => {
    const { enter, clock } = await startStream();
    const viewer = await enter(kim, 'a2m', 'radio-hour');
    viewer.send('publishRequest', { ch: 'a2m', rid: 'radio-hour', ...media });
    // What comes next proves that the request has been heard.
    await viewer.ask('heartbeat', {
      ch: 'a2m',
      rid: 'radio-hour',
      send_ack: true,
    });
    clock.advance(1000);
    expect((await viewer.next()).name).toBe('PUBLISH_ACCEPT_FORWARDED');
    viewer.send('updateVideo', { ch: 'a2m', rid: 'radio-hour', ...media });
    await viewer.next();
    // An audio room has no video, whatever a client says.
    expect((await viewer.next()).b.pps[1]).toMatchObject({
      id: kim,
      video: false,
    });
  });
});

describe('WebRTC', () => {
  it('in a group goes to a munit, and viewers watch from there', async () => {
    const { enter, stream } = await startStream();
    const owner = await enter(noa);
    const before = stream.rooms.munits.running()[0].stations;
    const answer = await owner.ask('offer', { ...room, to: noa, sdp });
    expect(answer).toMatchObject({ name: 'OFFER_ACK', c: 200 });
    expect(answer.b.sdp).toContain('a=rtpmap:111 opus/48000/2');
    expect(answer.b.sdp).toContain('a=recvonly');
    expect(stream.rooms.munits.running()[0].stations).toBe(before + 1);
    await owner.ask('offer', { ...room, sdp, op: { restarting: true } });
    expect(stream.rooms.munits.running()[0].stations).toBe(before + 1);

    const viewer = await enter(max);
    const watched = await viewer.ask('watch', { ...room, to: noa });
    expect(watched.b.pps[0].sdp).toContain('a=sendonly');
    viewer.send('answer', { ...room, to: noa, sdp });
    expect(
      await viewer.ask('iceCandidate', {
        ...room,
        to: noa,
        sdp: 'candidate:1',
      }),
    ).toMatchObject({ name: 'ICE_FORWARDED', ss: { host: 'Server' } });
    expect(await viewer.ask('watch', { ...room, to: kim })).toMatchObject({
      c: 4024,
    });
    expect(await viewer.ask('answer', { ...room, to: kim, sdp })).toMatchObject(
      {
        name: 'ANSWER_ACK',
        c: 4024,
      },
    );
    expect(
      await viewer.ask('iceCandidate', {
        ...room,
        to: kim,
        sdp: 'candidate:1',
      }),
    ).toMatchObject({ name: 'ICE_ACK', c: 4003 });
    owner.send('leave', room);
    await viewer.next();
    expect(stream.rooms.munits.running()[0].stations).toBe(before);
  });

  it('in a call is passed on from one to the other', async () => {
    const { enter } = await startStream();
    const call = { ch: 'p2p', rid: 'room' };
    const caller = await enter(noa, 'p2p');
    expect(await caller.ask('offer', { ...call, to: max, sdp })).toMatchObject({
      c: 4003,
    });
    const callee = await enter(max, 'p2p');
    await caller.next();
    callee.send('offer', { ...call, to: noa, sdp });
    expect(await caller.next()).toMatchObject({ name: 'OFFER_FORWARDED', sdp });
    caller.send('answer', { ...call, to: max, sdp });
    expect((await callee.next()).name).toBe('ANSWER_FORWARDED');
    caller.send('iceCandidate', { ...call, to: max, sdp: 'candidate:1' });
    expect((await callee.next()).name).toBe('ICE_FORWARDED');
  });

  it('finds no munit when all are draining', async () => {
    const { enter, stream } = await startStream();
    const owner = await enter(noa);
    const signal = (id: string, body: object) =>
      fetch(`${stream.service.url}/_simulator/munits/${id}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }).then(({ status }) => status);
    expect(await signal('munit-a1', { signal: 'drain' })).toBe(204);
    expect(await owner.ask('offer', { ...room, sdp })).toMatchObject({
      c: 500,
    });
    expect(await signal('munit-a2', { signal: 'revive' })).toBe(204);
    expect(await owner.ask('offer', { ...room, sdp })).toMatchObject({
      c: 200,
    });
    expect(await signal('munit-a1', { signal: 'stop' })).toBe(204);
    expect(stream.rooms.munits.running()).toHaveLength(1);
    expect(await signal('munit-x', { signal: 'stop' })).toBe(404);
    expect(await signal('munit-a1', { signal: 'dance' })).toBe(400);
  });
});

describe('the gateway', () => {
  it.each<[string, object, number]>([
    ['no data', { action: 'join' }, 2001],
    ['another name', { action: 'join', data: { s: 'LEAVE' } }, 2001],
    [
      'no session',
      { action: 'leave', data: { s: 'LEAVE', ch: 'm2m', rid: 'room' } },
      2001,
    ],
  ])('answers a signal with %s', async (_, message, code) => {
    const { connect } = await startStream();
    const client = await connect(noa);
    client.sendRaw(message);
    expect((await client.next()).c).toBe(code);
  });

  it('answers a signal in a room that does not know it', async () => {
    const { connect } = await startStream();
    const client = await connect(noa);
    client.sendRaw({
      action: 'watch',
      data: {
        s: 'WATCH',
        ch: 'p2m',
        rid: 'rehearsal',
        to: kim,
        ss: client.session,
      },
    });
    expect(await client.next()).toMatchObject({ name: 'WATCH_ACK', c: 2002 });
    client.sendRaw({
      action: 'offer',
      data: {
        s: 'OFFER',
        ch: 'm2m',
        rid: 'design-review',
        sdp: 'x',
        ss: { ...client.session, sessionId: 'design-review-noa-berg' },
      },
    });
    expect(await client.next()).toMatchObject({ name: 'OFFER_ACK', c: 2001 });
  });

  it.each(['{', 'null', '{"action":"dance"}', '{"action":"constructor"}'])(
    'forbids what is no action: %s',
    async text => {
      const { connect } = await startStream();
      const client = await connect(noa);
      client.sendRaw(text);
      expect(await client.next()).toMatchObject({
        message: 'Forbidden',
        connectionId: expect.stringMatching(/^[\w+/=]{15}$/),
      });
    },
  );

  it('closes a connection for a large frame or message with 1009', async () => {
    const { connect } = await startStream();
    const large = await connect(noa);
    large.sendRaw('x'.repeat(33 * 1024));
    expect(await large.closed).toBe(1009);
    const split = await connect(noa);
    const part = 'x'.repeat(31 * 1024);
    // A message below the limit may come in frames below theirs.
    for (let count = 1; count <= 4; count += 1) {
      split.socket.send(part, { fin: count === 4 });
    }
    expect(await split.next()).toMatchObject({ message: 'Forbidden' });
    for (let count = 1; count <= 5; count += 1) {
      split.socket.send(part, { fin: count === 5 });
    }
    expect(await split.closed).toBe(1009);
  });

  it('keeps a connection alive for two hours', async () => {
    const { connect, clock } = await startStream();
    const client = await connect(noa);
    clock.advance(5 * 60_000);
    expect((await client.next()).name).toBe('KEEPALIVE');
    clock.advance(115 * 60_000);
    expect(await client.closed).toBe(1001);
  });

  it('misbehaves as it is told', async () => {
    const { connect, enter, stream } = await startStream();
    const client = await enter(noa);
    const { faults } = stream.service;
    const beat = { ...room, send_ack: true };
    faults.add({
      path: '/heartbeat',
      fault: { kind: 'status', status: 500 },
      times: 1,
    });
    expect(await client.ask('heartbeat', beat)).toMatchObject({ c: 500 });
    faults.add({
      path: '/heartbeat',
      fault: { kind: 'latency', ms: 1 },
      times: 1,
    });
    expect(await client.ask('heartbeat', beat)).toMatchObject({ c: 200 });
    faults.add({ path: '/heartbeat', fault: { kind: 'hang' }, times: 1 });
    client.send('heartbeat', { ...beat, bid: 'lost' });
    expect(
      await client.ask('heartbeat', { ...beat, bid: 'heard' }),
    ).toMatchObject({
      b: { bid: 'heard' },
    });
    faults.add({ path: '/leave', fault: { kind: 'refuse' } });
    client.send('leave', room);
    expect(await client.closed).toBe(1006);
    faults.clear();
    faults.add({ path: '', fault: { kind: 'bad_credential' } });
    await expect(connect(noa)).rejects.toThrow('403');
    const forbidden = await fetch(`${stream.service.url}/v1/adminRooms`);
    expect(forbidden.status).toBe(403);
  });
});

it('was seen to send every message of the document', () => {
  expect(messageNames.filter(name => !seenMessages.has(name))).toEqual([]);
});
