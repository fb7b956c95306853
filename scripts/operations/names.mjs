// What the pages of docs/operations name, held against what there is.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { inRoot, readManifest } from '../repository.mjs';
import { commandBlocks, pages, textOf } from './commands.mjs';

const WORKFLOWS = '.github/workflows';
const ENVIRONMENTS = 'staging|production';
// Commands of Yarn and of ./portal itself.
const COMMANDS = ['install', 'dedupe', 'patch', 'start', 'test', 'workspace'];

const json = file => JSON.parse(readFileSync(inRoot(file), 'utf8'));
const all = (text, pattern) =>
  [...text.matchAll(pattern)].map(([, ...groups]) => groups);

/**
 * The stacks of the example that the pages speak of, by their names: whoever reads them has other
 * accounts, and may have other integrations.
 */
async function templates() {
  const [{ addPortal, createApp }, { templatesOf }, { example }] =
    await Promise.all(
      ['app', 'checks/templates', 'example'].map(
        name => import(inRoot(`deploy/aws/src/${name}.ts`)),
      ),
    );
  const app = createApp();
  addPortal(app, example);
  return templatesOf(app);
}

const propertiesOf = (stacks, type) =>
  Object.values(stacks)
    .flatMap(({ Resources }) => Object.values(Resources))
    .filter(resource => resource.Type === type)
    .map(({ Properties }) => Properties ?? {});

const headingsOf = file =>
  all(readFileSync(file, 'utf8'), /^#+ (.+)$/gm).map(([title]) =>
    title
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replace(/\s/g, '-'),
  );

function linkProblems(page) {
  return all(
    textOf(page),
    /\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g,
  ).flatMap(([target, anchor]) => {
    const file = target ? path.join(inRoot(page), '..', target) : inRoot(page);
    if (!existsSync(file)) return [`there is no ${target}`];
    return anchor && !headingsOf(file).includes(anchor)
      ? [`${target} has no heading #${anchor}`]
      : [];
  });
}

// ./portal x, yarn x, ./portal workspace @internal/x y
function commandProblems(page) {
  const { scripts } = readManifest();
  const isKnown = name =>
    name in scripts ||
    COMMANDS.includes(name) ||
    existsSync(inRoot('node_modules/.bin', name));
  const text = textOf(page);
  const named = all(text, /(?:\.\/portal|`yarn|^yarn) ([a-z][\w:-]*)/gm).flat();
  const ofPackages = all(text, /workspace @internal\/deploy-(\w+) ([\w:]+)/g);
  return [
    ...named.filter(name => !isKnown(name)).map(name => `no command ${name}`),
    ...ofPackages
      .filter(
        ([name, script]) =>
          !(script in json(`deploy/${name}/package.json`).scripts),
      )
      .map(([name, script]) => `deploy/${name} has no script ${script}`),
  ];
}

// Files that commands read.
const fileProblems = page =>
  all(textOf(page), /(?:file:\/\/|[ (`])(deploy\/[\w./-]+\w)/g)
    .flat()
    .filter(file => !existsSync(inRoot(file)))
    .map(file => `there is no ${file}`);

function awsProblems(page, stacks) {
  const text = textOf(page);
  const has = (what, names, known) =>
    names
      .filter(name => !known.includes(name))
      .map(name => `there is no ${what} ${name}`);
  const secrets = propertiesOf(stacks, 'AWS::SecretsManager::Secret')
    .map(({ Name }) => Name)
    .filter(name => typeof name === 'string');
  const outputs = Object.entries(stacks).flatMap(([stack, { Outputs = {} }]) =>
    Object.keys(Outputs).map(key => `${stack} ${key}`),
  );
  const environment = `(?:${ENVIRONMENTS})`;
  return [
    ...has(
      'stack',
      all(
        text,
        new RegExp(
          `\\b(PortalRegistry|PortalDelivery-\\d+|Portal(?:Network|Data|Service)-[a-z]+)\\b`,
          'g',
        ),
      ).flat(),
      Object.keys(stacks),
    ),
    ...has(
      'output',
      [
        ...all(text, /\boutput (Portal[\w-]+) (\w+)/g),
        ...all(text, /--stack-name (Portal[\w-]+)[^`]*OutputKey==`(\w+)`/g),
      ].map(pair => pair.join(' ')),
      outputs,
    ),
    ...has(
      'secret',
      all(
        text,
        new RegExp(`--secret-id (portal/${environment}/[\\w-]+)`, 'g'),
      ).flat(),
      secrets,
    ),
    ...has(
      'parameter',
      all(text, /--name (\/portal\/\w+\/\w+)/g).flat(),
      propertiesOf(stacks, 'AWS::SSM::Parameter').map(({ Name }) => Name),
    ),
    ...has(
      'role',
      all(text, /role\/(portal-(?:push|deploy)[\w-]*)/g).flat(),
      propertiesOf(stacks, 'AWS::IAM::Role').map(({ RoleName }) => RoleName),
    ),
    ...has(
      'cluster',
      all(text, /--cluster (portal-\w+)/g).flat(),
      propertiesOf(stacks, 'AWS::ECS::Cluster').map(each => each.ClusterName),
    ),
    ...has(
      'log group',
      all(text, /aws logs tail (\S+)/g).flat(),
      propertiesOf(stacks, 'AWS::Logs::LogGroup').map(
        ({ LogGroupName }) => LogGroupName,
      ),
    ),
  ];
}

function githubProblems(page) {
  const text = textOf(page);
  const workflows = Object.fromEntries(
    readdirSync(inRoot(WORKFLOWS)).map(name => [
      name,
      readFileSync(inRoot(WORKFLOWS, name), 'utf8'),
    ]),
  );
  const variables = new Set(
    Object.values(workflows).flatMap(each => all(each, /vars\.(\w+)/g).flat()),
  );
  const runs = all(text, /gh workflow run (\S+)([^\n]*)/g);
  return [
    ...runs.flatMap(([name, rest]) => {
      if (!workflows[name]) return [`there is no workflow ${name}`];
      const { inputs = {} } = parse(workflows[name]).on.workflow_dispatch;
      return all(rest, /-f (\w+)=/g)
        .flat()
        .filter(input => !(input in inputs))
        .map(input => `${name} has no input ${input}`);
    }),
    ...all(text, /gh variable set (\w+)/g)
      .flat()
      .filter(name => !variables.has(name))
      .map(name => `no workflow reads ${name}`),
    ...(page.endsWith('/first-deployment.md')
      ? [...variables]
          .filter(name => !text.includes(name))
          .map(name => `a workflow reads ${name}, which nobody sets`)
      : []),
  ];
}

// A secret that the stacks make empty, and of which the first deployment says nothing, keeps the tasks
// from starting.
function secretProblems(stacks, groups) {
  const page = 'docs/operations/first-deployment.md';
  const text = textOf(page);
  const made = propertiesOf(stacks, 'AWS::SecretsManager::Secret').filter(
    ({ Name, GenerateSecretString, SecretString }) =>
      `${Name}`.startsWith('portal/staging/') &&
      !GenerateSecretString &&
      !SecretString,
  );
  return made.flatMap(({ Name }) => {
    const id = Name.slice('portal/staging/'.length);
    const { variables = [] } = groups.find(group => group.id === id) ?? {};
    return [
      ...(new RegExp(`(in|/| )${id}[ ;\n]`).test(text)
        ? []
        : [`${page}: nobody fills in ${Name}`]),
      ...variables
        .filter(({ name, secret }) => secret && !text.includes(name))
        .map(({ name }) => `${page}: ${Name} lacks ${name}`),
    ];
  });
}

// Every alarm has a line, and every line an alarm.
function alarmProblems(stacks) {
  const told = all(
    textOf('docs/operations/monitoring.md').split('## The alarms')[1],
    /^\| `([\w-]+)` /gm,
  ).flat();
  const prefix = 'portal-staging-';
  const there = propertiesOf(stacks, 'AWS::CloudWatch::Alarm')
    .map(({ AlarmName }) => AlarmName)
    .filter(name => name?.startsWith(prefix))
    .map(name => name.slice(prefix.length));
  return [
    ...there
      .filter(name => !told.includes(name))
      .map(name => `says nothing of the alarm ${name}`),
    ...told
      .filter(name => !there.includes(name))
      .map(name => `there is no alarm ${name}`),
  ].map(problem => `docs/operations/monitoring.md: ${problem}`);
}

// Names in capitals with an underscore are variables: of the portal, of the workflows or of the block.
function variableProblems(page, variables) {
  const text = textOf(page);
  const own = all(text, /\$\{?(\w+)|\b([A-Z]\w+)=/g).flat();
  const ofWorkflows = all(text, /gh variable set (\w+)/g).flat();
  const known = [...variables, ...own, ...ofWorkflows, 'AWS_PROFILE'];
  return [
    ...new Set(
      all(text, /(?<![\w$])([A-Z][A-Z0-9]*_[A-Z0-9_]*[A-Z0-9])\b/g).flat(),
    ),
  ]
    .filter(name => !known.includes(name))
    .map(name => `nobody knows the variable ${name}`);
}

/**
 * What is wrong with the names on the pages, in sentences.
 *
 * @param groups - `variableGroups` of the backend
 */
export async function nameProblems(groups) {
  const stacks = await templates();
  const variables = groups.flatMap(group =>
    group.variables.map(({ name }) => name),
  );
  return [
    ...pages().flatMap(page =>
      [
        ...linkProblems(page),
        ...commandProblems(page),
        ...fileProblems(page),
        ...awsProblems(page, stacks),
        ...githubProblems(page),
        ...variableProblems(page, variables),
      ].map(problem => `${page}: ${problem}`),
    ),
    ...alarmProblems(stacks),
    ...secretProblems(stacks, groups),
    ...pages()
      .flatMap(commandBlocks)
      .filter(({ place }) => !place)
      .map(({ where }) => `${where}: the block doesn't say where it is run`),
  ];
}
