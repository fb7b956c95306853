import { catalogApi } from '../__testUtils__/catalogApi';
import { environments, postJson } from '../__testUtils__/environment';
import { environmentIds } from './seed';

const start = environments();

describe.each(environmentIds)('the catalog describes what %s answers', id => {
  it('from Stream', async () => {
    const { stream } = await start({ id });
    const check = catalogApi('stream-admin');
    const problems = async (template: string, value = '') => {
      const path = template.replace(/\{\w+\}/, value);
      const response = await fetch(`${stream.service.url}${path}`);
      return check('GET', template, response.status, await response.json());
    };
    const [room] = stream.rooms.all();
    stream.rooms.note('joined', room, room.owner());
    stream.rooms.note('roomCreated', room);
    expect(await problems('/v1/adminRooms')).toEqual([]);
    expect(await problems('/v1/mststats')).toEqual([]);
    expect(await problems('/v1/participants/{roomId}', room.id)).toEqual([]);
    for (const type of ['joined', 'roomCreated']) {
      expect(await problems('/v1/adminEvents/{eventType}', type)).toEqual([]);
    }
  });

  it('from Studio', async () => {
    const { studio } = await start({ id });
    const check = catalogApi('studio-sessions');
    const { url } = studio.service;
    const problems = async (
      method: string,
      template: string,
      sessionId = '',
    ) => {
      const path = template.replace('{sessionId}', sessionId);
      const response = await fetch(`${url}${path}`, { method });
      return check(method, template, response.status, await response.json());
    };
    expect(await problems('GET', '/health')).toEqual([]);
    expect(await problems('GET', '/v1/sessions')).toEqual([]);
    const { status, body } = await postJson(`${url}/v1/sessions`, {
      roomId: 'design-review',
      destinations: ['rtmp://live.video.example/app/key'],
    });
    expect(check('POST', '/v1/sessions', status, body)).toEqual([]);
    const one = '/v1/sessions/{sessionId}';
    expect(await problems('GET', one, body.id)).toEqual([]);
    expect(await problems('DELETE', one, body.id)).toEqual([]);
  });

  it('and a wrong answer would be noticed', () => {
    const check = catalogApi('studio-sessions');
    expect(check('GET', '/health', 200, { status: 'ok' })).not.toEqual([]);
  });
});
