const number = (digits: number) =>
  new Intl.NumberFormat('en-US', { maximumFractionDigits: digits });
const FEW = number(2);
const SHARE = number(3);
const WHOLE = number(0);

/** A share such as `99.95%`; three digits, since an SLO is about the last of them. */
export const formatPercent = (percent: number) => `${SHARE.format(percent)}%`;

/** How many a second, such as `12.3/s`. */
export const formatRate = (perSecond: number) => `${FEW.format(perSecond)}/s`;

/** A duration, such as `230 ms` or `1.4 s`. */
export const formatLatency = (milliseconds: number) =>
  milliseconds < 1000
    ? `${WHOLE.format(milliseconds)} ms`
    : `${FEW.format(milliseconds / 1000)} s`;

/** Such as `1 monitor` or `3 monitors`. */
export const counted = (count: number, one: string, many = `${one}s`) =>
  `${WHOLE.format(count)} ${count === 1 ? one : many}`;
