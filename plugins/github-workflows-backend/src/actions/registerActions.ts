import {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  dispatchRequestSchema,
  entityPathSchema,
  refQuerySchema,
  workflowFileSchema,
} from '@internal/plugin-github-workflows-common';
import { z } from 'zod';
import { Authorization, Subject } from '../authorization';
import { RepositoryReader } from '../github/RepositoryReader';
import { RunReader } from '../github/RunReader';
import { problem } from '../problems';
import { parseRequest } from '@internal/upstream-node';
import { Caller } from '../services/AuditedActions';
import { DispatchAs } from '../services/dispatchAs';
import { WorkflowService } from '../services/WorkflowService';
import { actionSchemas } from './actionSchemas';

/** What the actions are made from: the same services as the routes. */
export interface ActionServices {
  actionsRegistry: ActionsRegistryService;
  auth: AuthService;
  authorization: Authorization;
  dispatchAs: DispatchAs;
  repositories: RepositoryReader;
  runs: RunReader;
  workflows: WorkflowService;
}

const runIdSchema = z.number().int().positive();

/**
 * Registers what an assistant may do for a signed-in person (over MCP, say): list workflows, read a
 * form, run a workflow, look at a run. Each goes through the same permissions, checks and audit as
 * the route of its name; an action that can't name a person is refused.
 */
export function registerActions(services: ActionServices): void {
  const { actionsRegistry, dispatchAs, repositories, runs, workflows } =
    services;

  async function subjectOf(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<Subject> {
    return services.authorization.subject(
      readEntityRef(entityRef),
      callerOf(services.auth, credentials).credentials,
    );
  }

  async function refOf(
    { repository }: Subject,
    input: { ref?: string; refType?: 'branch' | 'tag' },
  ) {
    const { ref, refType } = input;
    return parseRequest(refQuerySchema, {
      ref: ref ?? (await repositories.settings(repository)).value.defaultBranch,
      refType,
    });
  }

  actionsRegistry.register({
    name: 'list-workflows',
    title: 'List the GitHub workflows of a component',
    description:
      'Lists the workflows of the repository of a catalog entity on a branch or tag, each with its state (only "runnable" ones can be run) and its last run.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: actionSchemas.listWorkflows,
    action: async ({ input, credentials }) => {
      const subject = await subjectOf(input.entityRef, credentials);
      const { ref, refType } = await refOf(subject, input);
      const list = await workflows.list(subject.repository, refType, ref);
      return {
        output: {
          ref: list.ref.name,
          workflows: list.items.map(({ file, name, state, lastRun }) => ({
            file,
            name,
            state,
            lastRun: lastRun && {
              runId: lastRun.id,
              status: lastRun.status,
              conclusion: lastRun.conclusion,
            },
          })),
        },
      };
    },
  });

  actionsRegistry.register({
    name: 'get-workflow-form',
    title: 'Read what a GitHub workflow asks for',
    description:
      'Reads the inputs of a workflow from its file on a branch or tag. Its blobSha is needed to run it.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: actionSchemas.getForm,
    action: async ({ input, credentials }) => {
      const subject = await subjectOf(input.entityRef, credentials);
      const file = parseRequest(workflowFileSchema, input.file);
      const { ref, refType } = await refOf(subject, input);
      const form = await workflows.form(subject.repository, file, refType, ref);
      const right = await services.authorization.runRight(
        subject,
        credentials,
        { file, ref },
      );
      const { name, state, blobSha, inputs, problems } = form;
      return {
        output: {
          file,
          name,
          state,
          ref,
          refType,
          headSha: form.ref.sha,
          blobSha,
          inputs,
          problems,
          ...right,
        },
      };
    },
  });

  actionsRegistry.register({
    name: 'run-workflow',
    title: 'Run a GitHub workflow',
    description:
      'Runs a workflow on a branch or tag in the name of the signed-in person, once per idempotency key. Read the form first. Needs the person’s GitHub token as a secret, unless the portal may run this workflow as its own app.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: actionSchemas.runWorkflow,
    action: async ({ input, secrets, credentials }) => {
      const { entityRef, file, ...body } = input;
      const dispatch = await dispatchAs(callerOf(services.auth, credentials), {
        entity: readEntityRef(entityRef),
        file: parseRequest(workflowFileSchema, file),
        request: parseRequest(dispatchRequestSchema, body),
        userToken: secrets?.githubToken,
      });
      const { id, state, runId, identity } = dispatch;
      return { output: { dispatchId: id, state, runId, identity } };
    },
  });

  actionsRegistry.register({
    name: 'get-workflow-run',
    title: 'Look at a run of a GitHub workflow',
    description:
      'Tells the status and the conclusion of a run and of each of its jobs.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: actionSchemas.getRun,
    action: async ({ input, credentials }) => {
      const { repository } = await subjectOf(input.entityRef, credentials);
      const runId = parseRequest(runIdSchema, input.runId);
      const { run, jobs } = (await runs.run(repository, runId)).value;
      const { workflowFile, ref, headSha, status, conclusion, htmlUrl } = run;
      return {
        output: {
          runId,
          workflowFile,
          ref,
          headSha,
          status,
          conclusion,
          htmlUrl,
          jobs: jobs.map(job => ({
            name: job.name,
            status: job.status,
            conclusion: job.conclusion,
          })),
        },
      };
    },
  });
}

function readEntityRef(text: string) {
  try {
    return parseRequest(entityPathSchema, parseEntityRef(text));
  } catch {
    throw problem(
      'invalid',
      'request_invalid',
      `${text.slice(0, 255)} is not an entity ref.`,
      'Name the entity with its kind and namespace, such as component:default/webapp.',
    );
  }
}

function callerOf(
  auth: AuthService,
  credentials: BackstageCredentials,
): Caller {
  if (!auth.isPrincipal(credentials, 'user')) {
    throw problem(
      'forbidden',
      'not_permitted',
      'Workflows are looked at and run by people, and this call names nobody.',
      'Call it with the token of a signed-in person.',
    );
  }
  return { credentials };
}
