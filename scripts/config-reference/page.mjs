import { keysInFiles, shown } from './files.mjs';
import { keysOf } from './schemas.mjs';

const FILES = ['app-config.yaml', 'app-config.production.yaml'];
const OURS = /^(packages|plugins)\//;

const cell = text => text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();

const table = (heads, rows) => [
  `| ${heads.join(' | ')} |`,
  `|${' --- |'.repeat(heads.length)}`,
  ...rows.map(row => `| ${row.map(cell).join(' | ')} |`),
];

const sentence = ({ description, required, inBrowser }) =>
  [
    description,
    required ? 'Needed where its group is there.' : '',
    inBrowser ? 'The browser is told.' : '',
  ]
    .filter(Boolean)
    .join(' ');

/**
 * The environment variables, a table for each group.
 *
 * @param groups - `variableGroups` of the backend
 */
export const variablesSection = groups => [
  ...groups.flatMap(({ title, use, variables }) => [
    `### ${title}`,
    '',
    use === 'always'
      ? 'The portal does not start without what is needed here.'
      : 'A deployment turns it on; without any of these it is off, and its tab says so.',
    '',
    ...table(
      ['Variable', 'What it is for', 'Needed', 'Secret'],
      variables.map(({ name, purpose, required, secret }) => [
        `\`${name}\``,
        purpose,
        required ? 'yes' : 'no',
        secret ? 'yes' : 'no',
      ]),
    ),
    '',
  ]),
];

// What the stacks of AWS fill in themselves.
const FILLED_BY_AWS = ['cache'];

/**
 * The secrets of an environment on AWS, as deploy/aws makes them.
 *
 * @param groups - `variableGroups` of the backend
 * @param random - names of the variables that are random text, each in a secret of its own
 */
export function secretsSection(groups, random) {
  const isSecret = ({ name, secret }) => secret && name !== 'POSTGRES_PASSWORD';
  const rows = groups.flatMap(({ id, title, use, variables }) => {
    const when = use === 'always' ? 'always' : `with the integration ${title}`;
    const secrets = variables.filter(isSecret);
    const ofGroup = secrets.filter(({ name }) => !random.includes(name));
    const keys = list =>
      list.map(({ name, purpose }) => `\`${name}\`: ${purpose}`).join('<br>');
    return [
      ...secrets
        .filter(({ name }) => random.includes(name))
        .map(each => [
          `\`${each.name}\``,
          keys([each]),
          when,
          'AWS, at random',
        ]),
      ...(ofGroup.length
        ? [
            [
              `\`${id}\``,
              keys(ofGroup),
              when,
              FILLED_BY_AWS.includes(id) ? 'AWS' : 'you',
            ],
          ]
        : []),
    ];
  });
  return table(['Secret', 'Keys', 'There', 'Filled in by'], rows);
}

/**
 * The portal's own keys, a table for each of its packages.
 *
 * @param schemas - as of loadSchemas
 */
export const ownKeysSection = schemas =>
  schemas
    .filter(({ path }) => OURS.test(path))
    .flatMap(({ path, value }) => [
      `### ${Object.keys(value.properties)
        .map(name => `\`${name}\``)
        .join(' and ')}`,
      '',
      `Read by [${path.split('/').slice(0, 2).join('/')}](../../${path}).`,
      '',
      ...table(
        ['Key', 'Value', 'What it is for'],
        keysOf(value).map(key => [`\`${key.key}\``, key.type, sentence(key)]),
      ),
      '',
    ]);

/**
 * The keys of Backstage that the portal's files set, with what they are set to.
 *
 * @param schemas - as of loadSchemas
 */
export function backstageKeysSection(schemas) {
  const own = new Set(
    schemas
      .filter(({ path }) => OURS.test(path))
      .flatMap(({ value }) => Object.keys(value.properties)),
  );
  const descriptions = new Map(
    schemas
      .filter(({ path }) => !OURS.test(path))
      .flatMap(({ value }) => keysOf(value))
      .filter(({ description }) => description)
      // Where one key can be several things, what was said first: the usual one.
      .map(({ key, description }) => [key, description])
      .reverse(),
  );
  const rows = [...keysInFiles(FILES)]
    .filter(([key]) => !own.has(key.split('.')[0]))
    .map(([key, values]) => [
      `\`${key}\``,
      ...FILES.map(name => shown(values[name])),
      descriptions.get(key) ?? '',
    ])
    .sort(([a], [b]) => a.localeCompare(b));
  return table(
    ['Key', ...FILES.map(name => `\`${name}\``), 'What Backstage says of it'],
    rows,
  );
}
