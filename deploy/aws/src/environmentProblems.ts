import { groupsInUse, integrationIds, variables } from '@internal/deploy-image';
import { IMAGES } from './delivery/subjects.ts';
import type { Environment } from './environment.ts';

/** Variables that the stacks know themselves. */
export const SET_BY_STACKS = [
  'APP_BASE_URL',
  'AWS_REGION',
  'POSTGRES_AUTH',
  'POSTGRES_DB',
  'POSTGRES_HOST',
  'POSTGRES_PORT',
  'POSTGRES_USER',
];

const SETTABLE = variables
  .filter(({ name, secret }) => !secret && !SET_BY_STACKS.includes(name))
  .map(({ name }) => name);

/** Whether a text is an IPv4 range in CIDR notation, which CloudFormation's validators don't look at. */
export function isRange(text: string): boolean {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(text);
  if (!match) return false;
  const numbers = match.slice(1).map(Number);
  return numbers.slice(0, 4).every(part => part <= 255) && numbers[4] <= 32;
}

type Rule = [holds: boolean, sentence: string];

const rulesOfPlace = (name: string, environment: Environment): Rule[] => {
  const { account, region, network } = environment;
  return [
    [
      /^[a-z][a-z0-9]{1,14}$/.test(name) && name !== IMAGES,
      `the name is two to 15 small letters and digits, and not ${IMAGES}`,
    ],
    [/^\d{12}$/.test(account), 'account has twelve digits'],
    [
      /^[a-z]{2}(-[a-z]+)+-\d$/.test(region),
      'region is one of AWS, such as us-west-2',
    ],
    [
      /^([a-z0-9-]+\.)+[a-z]{2,}$/.test(environment.hostName),
      'hostName is a full host name',
    ],
    [
      environment.certificateArn.startsWith(
        `arn:aws:acm:${region}:${account}:certificate/`,
      ),
      'certificateArn is in the same account and region',
    ],
    [
      isRange(network.range) && /^10\.\d+\.0\.0\/16$/.test(network.range),
      'network.range is 10.<0 to 255>.0.0/16',
    ],
    [
      environment.allowedRanges.length > 0 &&
        environment.allowedRanges.every(isRange),
      'allowedRanges has ranges such as 203.0.113.0/24',
    ],
  ];
};

const rulesOfSize = ({
  tasks,
  database,
  alarmEmails,
  assumableRoles,
}: Environment): Rule[] => [
  [tasks.minimum >= 2, 'tasks.minimum is at least 2'],
  [tasks.maximum > tasks.minimum, 'tasks.maximum is above tasks.minimum'],
  [
    tasks.memoryMiB >= 1024,
    'tasks.memoryMiB is at least 1024: an idle portal takes more than half of that',
  ],
  [
    database.minimumCapacity >= 0.5 &&
      database.maximumCapacity > database.minimumCapacity,
    'database.maximumCapacity is above minimumCapacity, which is at least 0.5',
  ],
  [
    database.backupDays >= 1 && database.backupDays <= 35,
    'database.backupDays is 1 to 35',
  ],
  [alarmEmails.length > 0, 'alarmEmails names somebody'],
  [
    assumableRoles.every(arn =>
      /^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(arn),
    ),
    'assumableRoles are ARNs of single roles',
  ],
];

const rulesOfVariables = ({ integrations, settings }: Environment): Rule[] => {
  const strange = Object.keys(settings).filter(key => !SETTABLE.includes(key));
  const missing = groupsInUse(integrations)
    .flatMap(group => group.variables)
    .filter(({ name, required }) => required && SETTABLE.includes(name))
    .map(({ name }) => name)
    .filter(name => !settings[name]);
  return [
    [
      integrations.every(id => integrationIds.includes(id)),
      `integrations are of ${integrationIds.join(', ')}`,
    ],
    [
      strange.length === 0,
      `settings has ${strange.join(', ')}: unknown to the image, a secret, or known to the stacks`,
    ],
    [missing.length === 0, `settings lacks ${missing.join(', ')}`],
  ];
};

/** Why an environment can't be built as it is written down, one sentence each. */
export function problemsOf(name: string, environment: Environment): string[] {
  return [
    ...rulesOfPlace(name, environment),
    ...rulesOfSize(environment),
    ...rulesOfVariables(environment),
  ]
    .filter(([holds]) => !holds)
    .map(([, sentence]) => `${name}: ${sentence}.`);
}
