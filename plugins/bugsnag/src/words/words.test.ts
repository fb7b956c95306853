import { describeSeverity, describeStatus } from './errorWords';
import { formatShare, judge, shareOf } from './stabilityWords';

it.each([
  [1, '100%'],
  [0.99999, '99.99%'],
  [0.98765, '98.76%'],
  [0.29, '29%'],
  [0.995, '99.5%'],
  [0, '0%'],
])('writes %d as %s', (share, text) => {
  expect(formatShare(share)).toBe(text);
});

it.each([
  [0.995, { tone: 'success', verdict: 'target of 99% reached' }],
  [0.99, { tone: 'success', verdict: 'target of 99% reached' }],
  [0.9899, { tone: 'warning', verdict: 'below the target of 99%' }],
  [0.9699, { tone: 'failure', verdict: 'critical: below 97%' }],
])('judges %d', (share, judged) => {
  expect(
    judge(share, { of: 'sessions', target: 0.99, critical: 0.97 }),
  ).toEqual(judged);
  expect(judge(share, undefined)).toEqual({ tone: 'neutral' });
});

it('holds that against the target which the target is about', () => {
  const stable = { sessionStability: 0.9, userStability: 0.8 };
  expect(shareOf(stable, { of: 'users' })).toBe(0.8);
  expect(shareOf(stable, { of: 'sessions' })).toBe(0.9);
  expect(shareOf(stable, undefined)).toBe(0.9);
});

it('knows Bugsnag’s words, and writes those of a newer one as they are', () => {
  expect(describeStatus('for_review').label).toBe('For review');
  expect(describeStatus('escalated_to_vendor')).toEqual({
    label: 'Escalated to vendor',
    tone: 'neutral',
  });
  expect(describeSeverity('error')).toEqual({
    label: 'Error',
    tone: 'failure',
  });
  expect(describeSeverity('notice').label).toBe('Notice');
});
