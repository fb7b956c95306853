// Annotations switch the portal's tabs on. Backstage takes any text for one, so a typo stays silent:
// here it doesn't. docs/catalog.md has the same table in words; a test holds the two together.
import { nearest } from './nearest.mjs';
import { resolveRef, suggest } from './references.mjs';

const ENTITY_KINDS = [
  'API',
  'Component',
  'Domain',
  'Group',
  'Resource',
  'System',
  'User',
];
const ENVIRONMENTS = ['development', 'staging', 'production'];
const SLUG = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/[A-Za-z0-9._-]{1,100}$/;

const oneOf = values => ({
  expects: `one of ${values.join(', ')}`,
  accepts: value => values.includes(value),
});
const pattern = (expression, expects) => ({
  expects,
  accepts: value => expression.test(value),
});
const slug = pattern(SLUG, 'owner/name, such as MobWorx/webapp');
const name = pattern(/^[A-Za-z0-9][A-Za-z0-9._/-]*$/, 'a name without spaces');
const webAddress = (protocols, hosts) => ({
  expects: `an ${protocols.at(-1)} address${hosts ? ` of ${hosts[0]}` : ''}, such as ${protocols.at(-1)}://${hosts?.[0] ?? 'app.mobworx.example'}/…`,
  accepts: value => isWebAddress(value, protocols, hosts),
});

// Base names alone, as plugins/github-workflows-common/src/workflowView.ts reads them.
const GLOB = /^[^,/\\{}()!\p{Cc}]{1,255}$/u;
const isGlobs = value => value.split(',').every(glob => GLOB.test(glob.trim()));
const globs = {
  expects: 'names of workflow files with commas between, such as deploy-*.yml',
  accepts: isGlobs,
};

// As plugins/datadog-common/src reads them.
const DATADOG_TAG = /^\p{L}[\p{L}\p{N}_.:/-]{0,199}$/u;
const DATADOG_SITES = [
  'datadoghq.com',
  'us3.datadoghq.com',
  'us5.datadoghq.com',
  'datadoghq.eu',
  'ap1.datadoghq.com',
  'ap2.datadoghq.com',
  'uk1.datadoghq.com',
  'ddog-gov.com',
  'us2.ddog-gov.com',
];
const isDatadog = url =>
  DATADOG_SITES.some(
    site =>
      new URL(url).hostname.endsWith(`.${site}`) ||
      new URL(url).hostname === site,
  );

const workflowFiles = {
  expects: 'names of workflow files with commas between, such as deploy.yml',
  accepts: value =>
    value
      .split(',')
      .every(file => /^[^/\\\p{Cc}]+\.ya?ml$/iu.test(file.trim())),
};

/**
 * The annotations that this catalog knows, and what their values look like.
 * @public a test compares them with the table in docs/catalog.md
 */
export const ANNOTATIONS = {
  'github.com/project-slug': slug,
  'github.com/team-slug': slug,
  'github.com/workflows': {
    expects:
      'names of workflow files, such as ci.yml,deploy.yml, or a JSON list',
    accepts: value => value.trim().startsWith('[') || isGlobs(value),
  },
  'github-workflows.mobworx.com/include': globs,
  'github-workflows.mobworx.com/exclude': globs,
  'github-workflows.mobworx.com/pinned': workflowFiles,
  'github.com/user-login': pattern(
    /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/,
    'a GitHub login',
  ),
  'backstage.io/source-location': {
    expects:
      'url: and an https address, such as url:https://github.com/MobWorx/webapp/',
    accepts: value =>
      value.startsWith('url:') && isWebAddress(value.slice(4), ['https']),
  },
  'backstage.io/techdocs-ref': {
    expects:
      'dir: and a directory beside this file, or url: and an https address, such as dir:.',
    accepts: value =>
      value.startsWith('url:')
        ? isWebAddress(value.slice(4), ['https'])
        : /^dir:\.(\/[\w.-]+)*\/?$/.test(value) && !value.includes('..'),
  },
  'backstage.io/view-url': webAddress(['https']),
  'backstage.io/edit-url': webAddress(['https']),
  'sonarqube.org/project-key': pattern(
    /^(?:[\w.-]+\/)?(?!\d+$)[\w.:-]+$/,
    'a project key, or instance/key',
  ),
  'lighthouse.com/website-url': webAddress(['http', 'https']),
  'lighthouse.com/environment-urls': {
    expects:
      'an address for each environment, such as staging=https://staging.mobworx.example',
    accepts: isEnvironmentUrls,
  },
  'lighthouse.com/pages': {
    expects: 'paths with commas between, such as /pricing,/sign-up',
    accepts: isPaths,
  },
  'lighthouse.com/budgets': {
    expects:
      'budgets with commas between, such as accessibility >= 95, speed-index <= 3 s',
    accepts: isBudgets,
  },
  'figma.com/file-url': pattern(
    /^(?:[0-9a-zA-Z]{22,128}|https:\/\/(?:www\.)?figma\.com\/(?:design|file|board|proto|slides|deck|make)\/[0-9a-zA-Z]{22,128}(?:[/?#]\S*)?)$/,
    'an https address of www.figma.com or the key of a file',
  ),
  'figma.com/node-ids': {
    expects: 'up to 100 ids of nodes with commas between, such as 1:2,3:4',
    accepts: value => {
      const ids = value.split(/[\s,]+/).filter(Boolean);
      return (
        ids.length <= 100 &&
        ids.every(id => /^I?\d+[:-]\d+(?:;\d+[:-]\d+)*$/.test(id))
      );
    },
  },
  'figma.com/components': {
    expects: 'up to 50 names or keys of components with commas between',
    accepts: value => value.split(',').length <= 50,
  },
  'datadoghq.com/dashboard-url': {
    expects:
      'https addresses of Datadog with commas between, such as https://p.datadoghq.com/sb/…',
    accepts: value =>
      parts(value).every(url => isWebAddress(url, ['https']) && isDatadog(url)),
  },
  'datadoghq.com/graph-token': {
    expects: 'tokens of graphs with commas between',
    accepts: value => parts(value).every(token => /^[\w-]{8,200}$/.test(token)),
  },
  'datadoghq.com/graph-size': oneOf(['small', 'medium', 'large', 'x-large']),
  'datadoghq.com/site': oneOf(DATADOG_SITES),
  'datadoghq.com/referrer-policy': oneOf([
    'no-referrer',
    'no-referrer-when-downgrade',
    'origin',
    'origin-when-cross-origin',
    'same-origin',
    'strict-origin',
    'strict-origin-when-cross-origin',
    'unsafe-url',
  ]),
  'datadoghq.com/monitor_tags': {
    expects:
      'up to 10 tags with commas between, such as service:webapp,team:web',
    accepts: value =>
      value.split(',').length <= 10 &&
      value.split(',').every(tag => DATADOG_TAG.test(tag.trim())),
  },
  'datadoghq.com/slo_tag': pattern(
    DATADOG_TAG,
    'a tag, such as service:webapp',
  ),
  'datadoghq.com/service-name': pattern(
    /^[a-z][a-z0-9_:./-]{0,99}$/,
    'a service name in small letters, such as stream-service',
  ),
  'bugsnag.com/project-key': pattern(
    /^\s*[^\s/\p{Cc}][^/\p{Cc}]{0,99}\/\s*[^\s\p{Cc}]\P{Cc}{0,199}$/u,
    'organization/project',
  ),
  'mobworx.com/service': oneOf([
    'infrastructure',
    'appsync',
    'stream',
    'studio',
  ]),
  'mobworx.com/environments': {
    expects: `a list such as staging,production, from ${ENVIRONMENTS.join(', ')}`,
    accepts: value => isList(value, ENVIRONMENTS),
  },
  'mobworx.com/serverless-service': name,
  'mobworx.com/deploy-branch': name,
  'mobworx.com/deploy-workflow': pattern(
    /^[^,/\\\p{Cc}]{1,250}\.ya?ml$/iu,
    'the name of a workflow file, such as deploy.yml',
  ),
  'mobworx.com/deploy-inputs': {
    expects:
      'name=value with commas between, such as stage={environment}; a value may hold {environment} and {version}',
    accepts: isDeployInputs,
  },
  'mobworx.com/ecs-service': name,
  'mobworx.com/flyway-locations': name,
  'mobworx.com/graphql-schema-from': oneOf(['appsync']),
  'mobworx.com/aws-kind': oneOf([
    'apigatewayv2',
    'aurora-cluster',
    'ecs-cluster',
    'elasticache',
    'eventbridge-bus',
    'rds-proxy',
  ]),
  'mobworx.com/merge-into': {
    expects: 'an entity that exists, such as component:default/studio-service',
    refersTo: ENTITY_KINDS,
  },
};
const PREFIXES = new Set(Object.keys(ANNOTATIONS).map(prefixOf));

/**
 * @param {import('./read.mjs').CatalogEntity[]} entities well-formed ones
 * @param {Map<string, import('./read.mjs').CatalogEntity>} known every entity by its ref
 * @returns {import('./read.mjs').Problem[]}
 */
export function checkAnnotations(entities, known) {
  return entities.flatMap(entity =>
    Object.entries(entity.value.metadata.annotations ?? {}).flatMap(
      ([key, value]) => {
        const mistake = Object.hasOwn(ANNOTATIONS, key)
          ? valueMistake(key, value, entity, known)
          : keyMistake(key);
        const line = entity.lineOf(['metadata', 'annotations', key]);
        return mistake ? [{ file: entity.file, line, ...mistake }] : [];
      },
    ),
  );
}

function keyMistake(key) {
  const meant = nearest(key, Object.keys(ANNOTATIONS));
  // Annotations of tools that the portal knows nothing of are nobody's mistake.
  if (!meant && !PREFIXES.has(prefixOf(key))) return undefined;
  return {
    reason: `The portal knows no annotation ${key}`,
    remedy: meant
      ? `Did you mean ${meant}`
      : 'docs/catalog.md lists those it knows',
  };
}

function valueMistake(key, value, entity, known) {
  const { accepts, expects, refersTo } = ANNOTATIONS[key];
  if (refersTo) {
    const target = resolveRef(value, undefined, entity.value);
    if (target && known.has(target)) return undefined;
    return {
      reason: `${key} "${value}" does not exist`,
      remedy: target ? suggest(target, refersTo, known) : `Write ${expects}`,
    };
  }
  if (accepts(value)) return undefined;
  return {
    reason: `${key} "${value}" is malformed`,
    remedy: `Write ${expects}`,
  };
}

function prefixOf(key) {
  return key.split('/')[0];
}

function isWebAddress(value, protocols, hosts) {
  if (!URL.canParse(value) || /\s/.test(value)) return false;
  const { protocol, hostname, username } = new URL(value);
  return (
    protocols.includes(protocol.slice(0, -1)) &&
    !username &&
    (!hosts || hosts.includes(hostname))
  );
}

// As parseDeployInputs of plugins/mobworx-common/src/annotations.ts reads them; a test holds the
// two together.
function isDeployInputs(value) {
  const parts = value
    .split(',')
    .map(part => /^\s*([A-Za-z_][\w-]*)\s*=\s*([^\p{Cc}=]*?)\s*$/u.exec(part));
  const names = parts.map(part => part?.[1]);
  return (
    parts.every(
      part =>
        part &&
        [...part[2].matchAll(/\{([^{}]*)\}/g)].every(([, key]) =>
          ['environment', 'version'].includes(key),
        ),
    ) && new Set(names).size === names.length
  );
}

// As declaredPagesOf and parseBudgets of plugins/lighthouse-common read them; a test holds them
// together.
function isEnvironmentUrls(value) {
  return parts(value).every(part => {
    const [, url] = /^[a-z0-9][a-z0-9-]{0,39}\s*=(.*)$/.exec(part) ?? [];
    return url !== undefined && isWebAddress(url.trim(), ['http', 'https']);
  });
}

function isPaths(value) {
  const origin = 'https://app.mobworx.example';
  return parts(value).every(
    path =>
      path.startsWith('/') &&
      URL.canParse(path, origin) &&
      new URL(path, origin).origin === origin,
  );
}

const METRICS = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
  'speed-index',
  'interactive',
];

function isBudgets(value) {
  return parts(value).every(part => {
    const [, id, sign, number, unit] =
      /^(?:(?:mobile|desktop)\s*:\s*)?([a-z][a-z0-9-]{0,60})\s*(>=|<=)\s*(\d+(?:\.\d+)?)\s*(ms|s)?$/.exec(
        part,
      ) ?? [];
    const isTime = METRICS.includes(id) && id !== 'cumulative-layout-shift';
    const limit = Number(number) * (unit === 's' ? 1000 : 1);
    return (
      id !== undefined &&
      (sign === '<=') === METRICS.includes(id) &&
      (unit === undefined || isTime) &&
      limit <= (METRICS.includes(id) ? 600_000 : 100)
    );
  });
}

/** @returns the parts between commas; one that is no good when there are none */
function parts(value) {
  const found = value.split(',').map(part => part.trim());
  return found.some(Boolean) ? found.filter(Boolean) : [''];
}

function isList(value, allowed) {
  const items = value.split(',').map(item => item.trim());
  return (
    items.every(item => allowed.includes(item)) &&
    new Set(items).size === items.length
  );
}
