import { runsQuerySchema } from './index';

it.each([
  {},
  { from: '2026-11-22' },
  { to: '2026-11-22' },
  { from: '2026-11-22', to: '2026-11-22' },
  { from: '2026-10-31', to: '2026-11-01' },
])('takes the days %j, and the first page unless told', days =>
  expect(runsQuerySchema.parse(days)).toEqual({ ...days, page: 1 }),
);

it('refuses a last day before the first one, and says so at the last one', () =>
  expect(
    runsQuerySchema.safeParse({ from: '2026-11-22', to: '2026-11-21' }).error
      ?.issues,
  ).toEqual([
    expect.objectContaining({
      path: ['to'],
      message: 'is before the first day',
    }),
  ]));
