// Cuts GitHub's OpenAPI description down to what the simulated GitHub implements.
//
//   npm pack @octokit/openapi@23.0.2 && tar xzf octokit-openapi-23.0.2.tgz
//   node openapi/trim.mjs package/generated/api.github.com.json
//
// The package is not a dependency: it is 385 MB and needed only when an operation is added below.
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';

const repository = '/repos/{owner}/{repo}';
const operations = [
  'GET /app',
  'GET /app/installations',
  'POST /app/installations/{installation_id}/access_tokens',
  'GET /installation/repositories',
  'GET /rate_limit',
  'GET /user',
  'GET /user/emails',
  'GET /users/{username}',
  `GET ${repository}`,
  `GET ${repository}/actions/concurrency_groups`,
  `GET ${repository}/actions/concurrency_groups/{concurrency_group_name}`,
  `GET ${repository}/actions/artifacts/{artifact_id}`,
  `GET ${repository}/actions/artifacts/{artifact_id}/{archive_format}`,
  `GET ${repository}/actions/jobs/{job_id}`,
  `GET ${repository}/actions/jobs/{job_id}/logs`,
  `POST ${repository}/actions/jobs/{job_id}/rerun`,
  `GET ${repository}/actions/runs`,
  `GET ${repository}/actions/runs/{run_id}`,
  `GET ${repository}/actions/runs/{run_id}/approvals`,
  `GET ${repository}/actions/runs/{run_id}/artifacts`,
  `GET ${repository}/actions/runs/{run_id}/attempts/{attempt_number}`,
  `GET ${repository}/actions/runs/{run_id}/attempts/{attempt_number}/jobs`,
  `POST ${repository}/actions/runs/{run_id}/cancel`,
  `GET ${repository}/actions/runs/{run_id}/concurrency_groups`,
  `POST ${repository}/actions/runs/{run_id}/force-cancel`,
  `GET ${repository}/actions/runs/{run_id}/jobs`,
  `GET ${repository}/actions/runs/{run_id}/pending_deployments`,
  `POST ${repository}/actions/runs/{run_id}/pending_deployments`,
  `POST ${repository}/actions/runs/{run_id}/rerun`,
  `POST ${repository}/actions/runs/{run_id}/rerun-failed-jobs`,
  `GET ${repository}/actions/workflows`,
  `GET ${repository}/actions/workflows/{workflow_id}`,
  `PUT ${repository}/actions/workflows/{workflow_id}/disable`,
  `POST ${repository}/actions/workflows/{workflow_id}/dispatches`,
  `PUT ${repository}/actions/workflows/{workflow_id}/enable`,
  `GET ${repository}/actions/workflows/{workflow_id}/runs`,
  `GET ${repository}/branches`,
  `GET ${repository}/branches/{branch}`,
  `GET ${repository}/check-runs/{check_run_id}/annotations`,
  `GET ${repository}/check-suites/{check_suite_id}/check-runs`,
  `GET ${repository}/commits/{ref}`,
  `GET ${repository}/compare/{basehead}`,
  `GET ${repository}/contents/{path}`,
  `GET ${repository}/deployments`,
  `GET ${repository}/deployments/{deployment_id}/statuses`,
  `GET ${repository}/environments`,
  `GET ${repository}/environments/{environment_name}/deployment-branch-policies`,
  `GET ${repository}/git/blobs/{file_sha}`,
  `GET ${repository}/git/matching-refs/{ref}`,
  `GET ${repository}/git/ref/{ref}`,
  `GET ${repository}/installation`,
  `GET ${repository}/tags`,
];

const [source] = process.argv.slice(2);
if (!source) {
  process.stderr.write('Give the path of api.github.com.json of @octokit/openapi\n');
  process.exit(1);
}
const full = JSON.parse(fs.readFileSync(source, 'utf8'));

const paths = {};
for (const operation of operations) {
  const [method, path] = operation.split(' ');
  const found = full.paths[path]?.[method.toLowerCase()];
  if (!found) {
    throw new Error(`GitHub's description has no ${operation}`);
  }
  const { operationId, requestBody, responses } = found;
  paths[path] ??= {};
  paths[path][method.toLowerCase()] = { operationId, requestBody, responses };
}

// The description wants an account to be a user and an enterprise at once here (allOf); its own
// schema of an installation, which the neighbouring operations use, has it right (anyOf).
paths['/app/installations'].get.responses['200'].content['application/json'].schema.items = {
  $ref: '#/components/schemas/installation',
};

/** Everything that the value refers to, directly or not. */
function references(value, found = new Set()) {
  for (const [key, inner] of Object.entries(value ?? {})) {
    if (key === '$ref' && !found.has(inner)) {
      found.add(inner);
      references(lookUp(inner), found);
    } else if (typeof inner === 'object') {
      references(inner, found);
    }
  }
  return found;
}

function lookUp(reference) {
  return reference
    .slice(2)
    .split('/')
    .reduce((value, key) => value[key], full);
}

const dropped = new Set(['description', 'example', 'examples', 'externalDocs', 'title', 'x-github']);

/** Without what validation does not need; a property may bear one of the dropped names. */
function lean(value, isPropertyMap = false) {
  if (Array.isArray(value)) {
    return value.map(item => lean(item));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const kept = Object.entries(value).filter(([key]) => isPropertyMap || !dropped.has(key));
  return Object.fromEntries(
    kept.map(([key, inner]) => [key, lean(inner, key === 'properties' && !isPropertyMap)]),
  );
}

const leanPaths = lean(paths);
const components = {};
for (const reference of [...references(leanPaths)].sort()) {
  const [, kind, name] = reference.slice(2).split('/');
  components[kind] ??= {};
  components[kind][name] = lean(lookUp(reference));
}

const target = fileURLToPath(new URL('github.json', import.meta.url));
const { openapi, info } = full;
const trimmed = {
  openapi,
  info: { title: info.title, version: info.version, license: info.license },
  paths: leanPaths,
  components,
};
fs.writeFileSync(target, `${JSON.stringify(trimmed)}\n`);
process.stdout.write(`${operations.length} operations, ${fs.statSync(target).size} bytes\n`);
