import {
  deploymentId,
  isProduction,
  statusesOf,
  type Deployment,
} from '../deployments';
import { simpleUser } from './account';
import { nodeId, timestamp, type Links } from './links';

const addressesOf = (deployment: Deployment, links: Links) => {
  const repository = links.api(`/repos/${deployment.run.repository.fullName}`);
  const url = `${repository}/deployments/${deploymentId(deployment)}`;
  return { repository, url, statuses: `${url}/statuses` };
};

/** `deployment` of the API. */
export function deploymentObject(deployment: Deployment, links: Links) {
  const { run, attempt, job } = deployment;
  const { environment } = job.planned;
  const { repository, url, statuses } = addressesOf(deployment, links);
  const id = deploymentId(deployment);
  return {
    id,
    node_id: nodeId('Deployment', id),
    url,
    sha: run.headSha,
    ref: run.headBranch,
    task: 'deploy',
    payload: {},
    original_environment: environment,
    environment,
    description: null,
    creator: simpleUser(attempt.triggeringActor, links),
    created_at: timestamp(job.createdAt),
    updated_at: timestamp(
      statusesOf(deployment).at(-1)?.at ?? attempt.updatedAt,
    ),
    statuses_url: statuses,
    repository_url: repository,
    transient_environment: false,
    production_environment: isProduction(environment),
    performed_via_github_app: null,
  };
}

/** `deployment-status` of the API, the newest first. */
export function deploymentStatusObjects(deployment: Deployment, links: Links) {
  const { run, attempt, job } = deployment;
  const { repository, url, statuses } = addressesOf(deployment, links);
  const page = links.html(
    `/${run.repository.fullName}/actions/runs/${run.id}/job/${job.id}`,
  );
  return statusesOf(deployment)
    .map(({ state, at }, index) => {
      const id = deploymentId(deployment) * 10 + index;
      return {
        id,
        node_id: nodeId('DeploymentStatus', id),
        url: `${statuses}/${id}`,
        state,
        creator: simpleUser(attempt.triggeringActor, links),
        description: '',
        environment: job.planned.environment,
        target_url: page,
        created_at: timestamp(at),
        updated_at: timestamp(at),
        deployment_url: url,
        repository_url: repository,
        log_url: page,
        performed_via_github_app: null,
      };
    })
    .reverse();
}
