import { CompoundEntityRef } from '@backstage/catalog-model';
import {
  Dispatch,
  DispatchRequest,
  githubWorkflowsDispatchPermission,
} from '@internal/plugin-github-workflows-common';
import { Authorization } from '../authorization';
import { AuditedActions, Caller } from './AuditedActions';
import { DispatchService } from './DispatchService';

/** Runs a workflow as somebody: allowed, written down, once. Routes and actions both use it. */
export type DispatchAs = (
  caller: Caller,
  wanted: {
    entity: CompoundEntityRef;
    file: string;
    request: DispatchRequest;
    /** The caller's own GitHub token, for this one call. */
    userToken: string | undefined;
  },
) => Promise<Dispatch>;

export function createDispatchAs(options: {
  auditedActions: AuditedActions;
  authorization: Authorization;
  dispatches: DispatchService;
}): DispatchAs {
  const { auditedActions, authorization, dispatches } = options;
  const permission = githubWorkflowsDispatchPermission;
  return (caller, { entity, file, request, userToken }) =>
    auditedActions.perform(caller, {
      action: 'dispatch',
      permission,
      entity,
      detail: { file, ref: request.ref },
      inputs: request.inputs,
      key: request.idempotencyKey,
      resultOf: ({ runId, githubLogin, identity }) => ({
        runId,
        githubLogin,
        identity,
      }),
      perform: (subject, detail) =>
        dispatches.dispatch({
          entityRef: subject.entityRef,
          repository: subject.repository,
          file,
          request,
          userRef: caller.credentials.principal.userEntityRef,
          userToken,
          requireEnvironment: environment =>
            authorization.require(subject, caller.credentials, permission, {
              ...detail,
              environment,
            }),
        }),
    });
}
