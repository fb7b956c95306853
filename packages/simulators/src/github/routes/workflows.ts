import { Router } from 'express';
import { apiVersionOf } from '../api';
import { accountOf, repositoryOf } from '../auth';
import { handle, type GithubContext } from '../context';
import { invalidRequest } from '../errors';
import { paginate } from '../pagination';
import { workflowObject } from '../present/actions';
import type { WorkflowState } from '../types';
import type { WebhookEvents } from '../webhookEvents';

const dispatchDocumentation =
  'rest/actions/workflows#create-a-workflow-dispatch-event';

/** Registered workflows: list, read, enable, disable, dispatch. */
export function workflowRoutes(
  context: GithubContext,
  events: WebhookEvents,
): Router {
  const { state, links, actions } = context;
  const router = Router();

  router.get(
    '/repos/:owner/:repo/actions/workflows',
    handle((req, res) => {
      const repository = repositoryOf(req, res, state, 'read', 'actions');
      const page = paginate(req, res, links, repository.workflows);
      res.json({
        total_count: repository.workflows.length,
        workflows: page.map(workflow =>
          workflowObject(repository, workflow, links),
        ),
      });
    }),
  );

  router.get(
    '/repos/:owner/:repo/actions/workflows/:workflow',
    handle((req, res) => {
      const repository = repositoryOf(req, res, state, 'read', 'actions');
      const workflow = actions.registry.findWorkflow(
        repository,
        req.params.workflow,
      );
      res.json(workflowObject(repository, workflow, links));
    }),
  );

  const switches: [string, WorkflowState][] = [
    ['enable', 'active'],
    ['disable', 'disabled_manually'],
  ];
  for (const [verb, target] of switches) {
    router.put(
      `/repos/:owner/:repo/actions/workflows/:workflow/${verb}`,
      handle((req, res) => {
        const repository = repositoryOf(req, res, state, 'write', 'actions');
        const workflow = actions.registry.findWorkflow(
          repository,
          req.params.workflow,
        );
        workflow.state = target;
        workflow.updatedAt = state.clock.now();
        res.status(204).end();
      }),
    );
  }

  router.post(
    '/repos/:owner/:repo/actions/workflows/:workflow/dispatches',
    handle(async (req, res) => {
      const repository = repositoryOf(req, res, state, 'write', 'actions');
      const workflow = actions.registry.findWorkflow(
        repository,
        req.params.workflow,
      );
      const request = readDispatch(
        req.body,
        apiVersionOf(res),
        state.isEnterpriseServer,
      );
      const actor = accountOf(res);
      const run = await actions.dispatch(repository, workflow, {
        ...request,
        actor,
      });
      events.dispatched(run, request.inputs);
      context.record.addDispatch({
        actor: actor.login,
        owner: repository.owner.login,
        repo: repository.name,
        workflow: workflow.path.split('/').at(-1)!,
        ref: request.ref,
        inputs: request.inputs,
        runId: run.id,
        headSha: run.headSha,
        at: new Date(state.clock.now()).toISOString(),
      });
      if (!request.returnsDetails) {
        res.status(204).end();
        return;
      }
      res.json({
        workflow_run_id: run.id,
        run_url: links.api(
          `/repos/${repository.fullName}/actions/runs/${run.id}`,
        ),
        html_url: links.html(`/${repository.fullName}/actions/runs/${run.id}`),
      });
    }),
  );

  return router;
}

// GitHub's OpenAPI descriptions of GHES 3.17 to 3.19: `inputs` has maxProperties 10.
const ENTERPRISE_SERVER_INPUTS = 10;

interface DispatchRequest {
  ref: string;
  inputs: Record<string, unknown>;
  returnsDetails: boolean;
}

/**
 * The body of a dispatch. Version 2026-03-10 always answers 200 and has no `return_run_details`
 * (github/docs breaking-changes-changelog.md); that the key is then refused is assumed from what
 * GHES 3.19, which lacks it too, answers (benc-uk/workflow-dispatch#86).
 */
function readDispatch(
  body: unknown,
  version: string,
  isEnterpriseServer: boolean,
): DispatchRequest {
  const given = isObject(body) ? body : {};
  const isOld = version === '2022-11-28';
  const mayAsk = isOld && !isEnterpriseServer;
  const allowed = ['ref', 'inputs', ...(mayAsk ? ['return_run_details'] : [])];
  const refused = Object.keys(given).find(key => !allowed.includes(key));
  if (refused) {
    throw invalidRequest(
      `"${refused}" is not a permitted key.`,
      dispatchDocumentation,
    );
  }
  if (given.ref === undefined) {
    throw invalidRequest('"ref" wasn\'t supplied.', dispatchDocumentation);
  }
  if (typeof given.ref !== 'string') {
    throw invalidRequest(
      `For 'properties/ref', ${JSON.stringify(given.ref)} is not a string.`,
      dispatchDocumentation,
    );
  }
  if (given.inputs !== undefined && !isObject(given.inputs)) {
    throw invalidRequest(
      `For 'properties/inputs', ${JSON.stringify(given.inputs)} is not an object.`,
      dispatchDocumentation,
    );
  }
  const inputs = Object.keys(given.inputs ?? {}).length;
  if (isEnterpriseServer && inputs > ENTERPRISE_SERVER_INPUTS) {
    throw invalidRequest(
      `No more than ${ENTERPRISE_SERVER_INPUTS} properties are allowed; ${inputs} were supplied.`,
      dispatchDocumentation,
    );
  }
  return {
    ref: given.ref,
    inputs: (given.inputs as Record<string, unknown>) ?? {},
    returnsDetails: !isOld || given.return_run_details === true,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
