import { environments, postJson } from '../__testUtils__/environment';

const start = environments();

async function startStream() {
  const environment = await start();
  const { url } = environment.stream.service;
  const get = async (path: string) => {
    const response = await fetch(`${url}${path}`);
    return { status: response.status, body: await response.text() };
  };
  const getData = async (path: string) => JSON.parse((await get(path)).body);
  return { ...environment, url, get, getData };
}

describe('the admin views', () => {
  it('show the rooms of every type', async () => {
    const { getData } = await startStream();
    const { data } = await getData('/v1/adminRooms');
    expect(
      data.map(({ type, publishers, viewers }: any) => [
        type,
        publishers,
        viewers,
      ]),
    ).toEqual([
      ['m2m', 2, 3],
      ['a2m', 1, 12],
      ['p2m', 1, 5],
      ['p2p', 2, 0],
    ]);
    expect(Date.parse(data[0].createdAt)).toBeLessThan(Date.now());
    expect(data[0].ownerId).toBe('5b1f5e0e-6c0b-4a44-9a3c-0d7e2f3a1c01');
  });

  it('page through the participants of a room', async () => {
    const { get, getData } = await startStream();
    const path = '/v1/participants/design-review';
    const first = await getData(`${path}?first=3`);
    expect(first.data[0]).toMatchObject({
      username: 'noa-berg',
      role: 'publisher',
      status: 'online',
    });
    const second = await getData(`${path}?first=3&after=${first.after}`);
    expect([first.data.length, second.data.length, second.after]).toEqual([
      3,
      2,
      null,
    ]);
    expect((await get('/v1/participants/nowhere')).status).toBe(404);
    expect((await get(`${path}?first=0`)).status).toBe(400);
    expect((await get(`${path}?first=x`)).status).toBe(400);
  });

  it('show munits and events', async () => {
    const { get, getData } = await startStream();
    const { data } = await getData('/v1/mststats');
    expect(data.map((text: string) => JSON.parse(text))).toContainEqual({
      id: 'munit-a2',
      tasks: 1,
      stations: 2,
      capacity: 20,
      draining: true,
    });
    expect(await getData('/v1/adminEvents/joined')).toEqual({ data: [] });
    expect((await get('/v1/adminEvents/nonsense')).status).toBe(404);
  });
});

describe('a stream', () => {
  const bytes = Buffer.from('media').toString('base64');
  const signal = (resource: string, payload: object) => ({
    action: `update${resource[0].toUpperCase()}${resource.slice(1)}`,
    version: 1,
    id: '22718907-d43a-46da-95a1-defc73047715',
    timestamp: '1700000000000',
    payload: { playlist: { id: 'show' }, ...payload },
  });

  it('that is uploaded can be played', async () => {
    const { url, get, stream } = await startStream();
    const upload = (resource: string, payload: object) =>
      postJson(`${url}/live/update/${resource}`, signal(resource, payload));
    const segment = { id: 's0.mp4', sequence: 7, duration: 2 };
    const variant = { id: 'v1' };
    expect(
      await upload('segment', {
        variant,
        segment: { ...segment, data: bytes },
      }),
    ).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('send updateVariant') },
    });
    for (const [resource, payload] of [
      [
        'variant',
        {
          variant: {
            id: 'v1',
            codecs: 'avc1.64001f',
            bandwidth: 900_000,
            audio: 'aac',
            targetDuration: 2,
            targetPartDuration: 0.5,
          },
          segment: { map: { id: 'init.mp4', data: bytes } },
        },
      ],
      [
        'rendition',
        {
          rendition: {
            id: 'a1',
            type: 'AUDIO',
            groupId: 'aac',
            name: 'English',
            targetDuration: 2,
          },
        },
      ],
      [
        'part',
        {
          variant,
          segment,
          part: { id: 's0.p0.mp4', sequence: 0, duration: 0.5, data: bytes },
        },
      ],
      ['segment', { variant, segment: { ...segment, data: bytes } }],
    ] as const) {
      expect(await upload(resource, payload)).toMatchObject({ status: 200 });
    }
    const base = '/staging/live/noa-berg/show';
    expect((await get(`${base}/playlist.m3u8`)).body).toBe(
      [
        '#EXTM3U',
        '#EXT-X-VERSION:6',
        '#EXT-X-STREAM-INF:BANDWIDTH=900000,CODECS="avc1.64001f",AUDIO="aac"',
        'v1.m3u8',
        '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="aac",NAME="English",URI="a1.m3u8"',
        '',
      ].join('\n'),
    );
    expect((await get(`${base}/v1.m3u8`)).body).toBe(
      [
        '#EXTM3U',
        '#EXT-X-VERSION:6',
        '#EXT-X-TARGETDURATION:2',
        '#EXT-X-PART-INF:PART-TARGET=0.5',
        '#EXT-X-SERVER-CONTROL:PART-HOLD-BACK=1.5',
        '#EXT-X-MEDIA-SEQUENCE:7',
        '#EXT-X-MAP:URI="init.mp4"',
        '#EXT-X-PART:DURATION=0.5,URI="s0.p0.mp4"',
        '#EXTINF:2,',
        's0.mp4',
        '',
      ].join('\n'),
    );
    expect((await get(`${base}/a1.m3u8`)).body).toContain(
      '#EXT-X-MEDIA-SEQUENCE:0',
    );
    expect((await get(`${base}/init.mp4`)).body).toBe('media');
    stream.service.reset();
    expect((await get(`${base}/playlist.m3u8`)).status).toBe(404);
  });

  it.each([
    ['another action', { ...signal('part', {}), action: 'updateSegment' }],
    ['another version', { ...signal('part', {}), version: 2 }],
    ['no payload', { action: 'updatePart', version: 1 }],
    [
      'a path for an id',
      signal('variant', {
        variant: { id: '../x', codecs: '', bandwidth: 1, targetDuration: 1 },
      }),
    ],
  ])('is refused with %s', async (_, body) => {
    const { url } = await startStream();
    const resource = body.action === 'updateVariant' ? 'variant' : 'part';
    expect(
      await postJson(`${url}/live/update/${resource}`, body),
    ).toMatchObject({ status: 400 });
  });
});
