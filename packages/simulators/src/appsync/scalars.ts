import { isIP } from 'node:net';

/** AppSync's own scalars (docs.aws.amazon.com/appsync, "Scalar types in AWS AppSync"). */
export const scalarNames = [
  'AWSDate',
  'AWSTime',
  'AWSDateTime',
  'AWSTimestamp',
  'AWSEmail',
  'AWSJSON',
  'AWSURL',
  'AWSPhone',
  'AWSIPAddress',
] as const;

/** One of {@link scalarNames}. */
export type ScalarName = (typeof scalarNames)[number];

const offset = '(Z|[+-]\\d\\d:\\d\\d(:\\d\\d)?)';
const time = '([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,9})?)?';
const date = '-?\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])';
const patterns: Partial<Record<ScalarName, RegExp>> = {
  AWSDate: new RegExp(`^${date}${offset}?$`),
  AWSTime: new RegExp(`^${time}${offset}?$`),
  AWSDateTime: new RegExp(`^${date}T${time}${offset}$`),
  AWSEmail: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  AWSPhone: /^\+?[\d\s().-]{3,20}$/,
};

const tests: Partial<Record<ScalarName, (value: string) => boolean>> = {
  AWSURL: value => URL.canParse(value),
  AWSJSON: isJson,
  // An address, or a block of them in CIDR notation.
  AWSIPAddress: value => isIP(value.replace(/\/\d{1,3}$/, '')) > 0,
};

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}

/** Whether a value is one that AppSync takes for a scalar. */
export function isScalarValue(name: ScalarName, value: unknown): boolean {
  if (name === 'AWSTimestamp') {
    return Number.isInteger(value);
  }
  if (typeof value !== 'string') {
    return false;
  }
  return patterns[name]?.test(value) ?? tests[name]!(value);
}
