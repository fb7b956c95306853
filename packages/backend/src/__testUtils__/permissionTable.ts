import type { Entity } from '@backstage/catalog-model';

/** Who may be who asks, in the order of the table's words. */
export const roles = {
  /** Signed in by nobody: the resolver lets no one in whom the catalog doesn't know. */
  stranger: undefined,
  guest: 'user:default/guest',
  /** Of the streaming team; the components aren't theirs. */
  member: 'user:default/kim-sato',
  /** Of the backend team, which owns the component `appsync-service`. */
  owner: 'user:default/sam-okoro',
  /** Of the design team, which owns the component `styleguide`, and isn't named for production. */
  designer: 'user:default/ida-novak',
  /** Named to approve what goes to production; of no team that owns a component. */
  approver: 'user:default/max-rivera',
  /** Of the platform team, which approves production too; the components aren't theirs. */
  platform: 'user:default/robin-hale',
} as const;

/** What each counts as, beside being themselves. */
export const groups: Record<string, string[]> = {
  'user:default/guest': [],
  'user:default/kim-sato': ['group:default/streaming'],
  'user:default/sam-okoro': ['group:default/backend'],
  'user:default/ida-novak': ['group:default/design'],
  'user:default/max-rivera': ['group:default/release-managers'],
  'user:default/robin-hale': ['group:default/platform'],
};

const component = (name: string, owner: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name },
  spec: { type: 'service', owner, lifecycle: 'production' },
  relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
});

export const entities = [
  component('appsync-service', 'backend'),
  component('styleguide', 'design'),
];

const NOBODY = '';
const PLATFORM = 'platform';
const MEMBERS = 'member owner designer approver platform';
const APPROVERS = 'approver platform';
const EVERYONE = `guest ${MEMBERS}`;

const API = 'component:default/appsync-service';
const STYLE = 'component:default/styleguide';
const production = '&environment=production';

/** A permission, the resource that it is asked for (none for all of them), and who has it. */
export type Row = [permission: string, resource: string, who: string];

const workflows = (action: string, ...rows: [string, string][]) =>
  rows.map(([resource, who]): Row => [
    `githubWorkflows.${action}`,
    resource,
    who,
  ]);

/** Whoever runs a workflow: by owners; where it reaches production, by the teams named for it. */
const runs: [string, string][] = [
  [API, 'owner'],
  [STYLE, 'designer'],
  ['component:default/gone', NOBODY],
  ['nonsense', NOBODY],
  [`${API}?file=deploy.yml&ref=feature%2Fx`, 'owner'],
  [`${API}?file=deploy.yml&ref=feature%2Fx&environment=staging`, 'owner'],
  [`${STYLE}?file=deploy.yml&ref=main&environment=staging`, 'designer'],
  [`${API}?file=deploy.yml&ref=feature%2Fx${production}`, NOBODY],
  [`${API}?file=deploy.yml&ref=feature%2Fx&environment=Production`, NOBODY],
  [`${API}?file=deploy.yml&ref=feature%2Fx&environment=production-eu`, NOBODY],
  [`${API}?file=deploy.yml${production}`, NOBODY],
  [`${API}?file=deploy.yml&ref=master${production}`, 'owner'],
  [`${STYLE}?file=deploy.yml&ref=master${production}`, NOBODY],
  [`${STYLE}?file=release.yml&ref=v1.2.3`, NOBODY],
  [`${API}?file=release.yml&ref=feature%2Fx`, NOBODY],
  [`${API}?file=release-ios.yml&ref=feature%2Fmain`, NOBODY],
  [`${API}?file=release.yml&ref=release%2F2026-11`, 'owner'],
  [`${API}?file=release.yml&ref=release%2Fa%2Fb`, NOBODY],
  [`${API}?file=release.yml&ref=v1.2.3`, 'owner'],
  [`${API}?file=testflight.yml&ref=main`, 'owner'],
  // What can be read in two ways, or is no resource at all, is nobody's.
  [`${API}?ref=main&file=release.yml`, NOBODY],
  [`${API}?file=deploy.yml&file=release.yml&ref=main`, NOBODY],
  [`${API}?file=..%2Fx.yml`, NOBODY],
  [`${API}?ref=a..b`, NOBODY],
  [`${API}?who=me`, NOBODY],
  [`${API}?`, NOBODY],
];

/** Role × permission × resource, for every permission that a plugin of the backend registers. */
export const table: Row[] = [
  ['catalog.entity.read', API, EVERYONE],
  ['catalog.entity.create', '', NOBODY],
  ['catalog.entity.refresh', API, MEMBERS],
  ['catalog.entity.validate', '', MEMBERS],
  ['catalog.entity.delete', API, PLATFORM],
  ['catalog.location.read', '', EVERYONE],
  ['catalog.location.analyze', '', PLATFORM],
  ['catalog.location.create', '', PLATFORM],
  ['catalog.location.delete', '', PLATFORM],
  ['catalog.ingestion.read', '', NOBODY],
  ['catalog.ingestion.manage', '', NOBODY],

  ['bugsnag.errors.read', '', EVERYONE],

  ['datadog.read', '', EVERYONE],
  ['datadog.status.read', '', PLATFORM],

  ['figma.design.read', API, EVERYONE],
  ['figma.dev-resource.create', API, MEMBERS],
  ['figma.status.read', '', PLATFORM],

  ['lighthouse.audit.read', '', EVERYONE],
  ['lighthouse.audit.create', '', MEMBERS],
  ['lighthouse.audit.delete', '', PLATFORM],

  ['mobworx.status.read', '', EVERYONE],
  ['mobworx.graphql.query', '', MEMBERS],
  ['mobworx.participants.read', '', 'member platform'],
  ['mobworx.studio.session.create', '', PLATFORM],

  ['sonarqube.insights.read', '', EVERYONE],

  ...workflows('read', [API, EVERYONE]),
  ...workflows('logs.read', [API, EVERYONE]),
  ...workflows('dispatch', ...runs),
  ...workflows('rerun', ...runs),
  ...workflows(
    'cancel',
    [API, 'owner'],
    [STYLE, 'designer'],
    ['component:default/gone', NOBODY],
    ['nonsense', NOBODY],
    [`${API}?file=release.yml&ref=feature%2Fx`, 'owner'],
  ),
  ...workflows(
    'approve',
    [API, 'owner'],
    ['component:default/gone', NOBODY],
    [`${API}?file=deploy.yml&ref=feature%2Fx&environment=staging`, 'owner'],
    [`${API}?file=deploy.yml&ref=main${production}`, APPROVERS],
    [`${STYLE}?file=deploy.yml&ref=main${production}`, APPROVERS],
    [`${API}?file=deploy.yml&ref=feature%2Fx${production}`, APPROVERS],
  ),
  ...workflows(
    'manage',
    [API, 'owner'],
    ['component:default/gone', NOBODY],
    [`${API}?file=release.yml`, 'owner'],
  ),
  ...workflows(
    'audit.read',
    [API, 'owner platform'],
    [STYLE, 'designer platform'],
  ),
  ...workflows('status.read', ['', PLATFORM]),
];
