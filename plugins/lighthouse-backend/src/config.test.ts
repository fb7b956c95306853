import { ConfigReader } from '@backstage/config';
import { readLighthouseConfig } from './config';

const read = (lighthouse: object) =>
  readLighthouseConfig(new ConfigReader({ lighthouse } as never));

it('needs nothing', () => {
  expect(readLighthouseConfig(new ConfigReader({}))).toEqual({
    baseUrl: undefined,
    notice: undefined,
    schedule: undefined,
    serviceTimeoutMs: 300_000,
    retention: { days: 90, perPage: 200 },
    maxWaiting: 200,
    budgets: [],
  });
});

it('audits by itself only where somebody says when', () => {
  expect(read({ schedule: {} }).schedule).toBeUndefined();
});

it('reads what is there', () => {
  expect(
    read({
      baseUrl: 'http://lighthouse.internal:3003/',
      schedule: {
        cron: '0 3 * * *',
        spreadOver: '2h',
        formFactors: ['desktop'],
      },
      budgets: 'seo >= 90',
    }),
  ).toMatchObject({
    baseUrl: 'http://lighthouse.internal:3003',
    schedule: {
      cron: '0 3 * * *',
      formFactors: ['desktop'],
      spreadOverMs: 7_200_000,
      lookForNewPagesMs: 600_000,
    },
    budgets: [{ id: 'seo', kind: 'category', limit: 90 }],
  });
});

it.each([
  ['lighthouse.baseUrl', { baseUrl: 'lighthouse.internal' }],
  ['lighthouse.baseUrl', { baseUrl: 'file:///etc' }],
  ['lighthouse.baseUrl', { baseUrl: 'http://a:b@x' }],
  ['lighthouse.schedule.cron', { schedule: { spreadOver: '2h' } }],
  [
    'lighthouse.schedule.formFactors',
    { schedule: { cron: '* * * * *', formFactors: ['tv'] } },
  ],
  [
    'lighthouse.schedule.spreadOver',
    { schedule: { cron: '* * * * *', spreadOver: { seconds: 0 } } },
  ],
  ['lighthouse.retention.days', { retention: { days: 0 } }],
  ['lighthouse.retention.perPage', { retention: { perPage: 1.5 } }],
  ['lighthouse.queue.maxWaiting', { queue: { maxWaiting: -1 } }],
  ['lighthouse.budgets', { budgets: 'performance' }],
])('names %s when it cannot be used', (key, lighthouse) => {
  expect(() => read(lighthouse)).toThrow(key);
});
