import { Router, type Request, type Response } from 'express';
import type { Gate } from '../actions/EnvironmentGates';
import { accountOf, actorOf, repositoryOf } from '../auth';
import { handle, type GithubContext } from '../context';
import { mayReview } from '../environments';
import { GithubError, invalidRequest } from '../errors';
import { deploymentObject } from '../present/deploymentHistory';
import {
  approvalObject,
  pendingDeploymentObject,
} from '../present/deployments';
import { latestAttempt, type WorkflowRun } from '../types';
import { runOf } from './runs';

const reference =
  'rest/actions/workflow-runs#review-pending-deployments-for-a-workflow-run';

interface Review {
  environment_ids: number[];
  state: 'approved' | 'rejected';
  comment: string;
}

/** @throws GithubError 422 in the words of GitHub's request validation */
function readReview(body: unknown): Review {
  const { environment_ids: ids, state, comment } = (body ?? {}) as Review;
  if (!Array.isArray(ids) || !ids.every(id => Number.isInteger(id))) {
    throw invalidRequest(
      '"environment_ids" wasn\'t supplied or is no array of integers.',
      reference,
    );
  }
  if (state !== 'approved' && state !== 'rejected') {
    throw invalidRequest(
      `${state} is not a member of ["approved", "rejected"].`,
      reference,
    );
  }
  if (typeof comment !== 'string') {
    throw invalidRequest('"comment" wasn\'t supplied.', reference);
  }
  return { environment_ids: ids, state, comment };
}

/** Deployments that wait for the rules of their environment, and their reviews. */
export function deploymentRoutes({
  state,
  links,
  actions: { machine },
}: GithubContext): Router {
  const router = Router();
  const read = (req: Request, res: Response) =>
    runOf(req, repositoryOf(req, res, state, 'read', 'actions'));

  /** One for each environment, however many jobs wait for it. */
  const gatesOf = (run: WorkflowRun): Gate[] => [
    ...new Map(
      machine.gates.of(run).map(gate => [gate.environment, gate]),
    ).values(),
  ];

  const canApprove = (res: Response, { run, environment }: Gate): boolean => {
    const actor = actorOf(res);
    const by = latestAttempt(run).triggeringActor;
    return actor.kind === 'user' && mayReview(environment, actor.account, by);
  };

  router.get(
    '/repos/:owner/:repo/actions/runs/:run/pending_deployments',
    handle((req, res) => {
      const gates = gatesOf(read(req, res));
      res.json(
        gates.map(gate =>
          pendingDeploymentObject(gate, canApprove(res, gate), links),
        ),
      );
    }),
  );

  // Not for Apps: `enabledForGitHubApps` is false in GitHub's description.
  router.post(
    '/repos/:owner/:repo/actions/runs/:run/pending_deployments',
    handle((req, res) => {
      const run = read(req, res);
      const by = accountOf(res);
      if (actorOf(res).kind === 'installation') {
        throw new GithubError(403, 'Resource not accessible by integration', {
          documentationPath: reference,
        });
      }
      const review = readReview(req.body);
      const reviewable = gatesOf(run).filter(
        gate => machine.gates.needsReview(gate) && canApprove(res, gate),
      );
      const chosen = review.environment_ids.map(id =>
        reviewable.find(({ environment }) => environment.id === id)!,
      );
      // GitHub says the same to who may not review as where there is nothing to review: a public
      // report of a refused self-review has this text.
      if (chosen.length === 0 || chosen.includes(undefined!)) {
        throw new GithubError(422, 'Validation Failed', {
          errors: 'No pending deployment requests to approve or reject',
          documentationPath: reference,
        });
      }
      const jobs = machine.review(
        run,
        chosen.map(({ environment }) => environment),
        { state: review.state, by, comment: review.comment },
      );
      res.json(
        jobs.map(job =>
          deploymentObject({ run, attempt: latestAttempt(run), job }, links),
        ),
      );
    }),
  );

  router.get(
    '/repos/:owner/:repo/actions/runs/:run/approvals',
    handle((req, res) => {
      const run = read(req, res);
      res.json(
        run.approvals.map(approval =>
          approvalObject(run.repository, approval, links),
        ),
      );
    }),
  );

  return router;
}
