import {
  FormResponse,
  formResponseSchema,
  RefsQuery,
  RefsResponse,
  refsResponseSchema,
  RefType,
  RepositoryResponse,
  repositoryResponseSchema,
  WorkflowsResponse,
  workflowsResponseSchema,
} from '@internal/plugin-github-workflows-common';
import { entityPath } from '@internal/portal-react';
import { WorkflowCalls, workflowPath } from '../WorkflowCalls';

/** A branch or a tag by its name. */
export interface PickedRef {
  ref: string;
  refType: RefType;
}

/** An entity's repository, its refs and workflows. */
export interface RepositoryEndpoints {
  getRepository(entityRef: string): Promise<RepositoryResponse>;
  searchRefs(entityRef: string, query: RefsQuery): Promise<RefsResponse>;
  listWorkflows(entityRef: string, at: PickedRef): Promise<WorkflowsResponse>;
  getForm(
    entityRef: string,
    file: string,
    at: PickedRef,
  ): Promise<FormResponse>;
}

export function repositoryEndpoints(calls: WorkflowCalls): RepositoryEndpoints {
  return {
    getRepository: entityRef =>
      calls.get(
        repositoryResponseSchema,
        `${entityPath(entityRef)}/repository`,
      ),
    searchRefs: (entityRef, query) =>
      calls.get(refsResponseSchema, `${entityPath(entityRef)}/refs`, query),
    listWorkflows: (entityRef, at) =>
      calls.get(workflowsResponseSchema, `${entityPath(entityRef)}/workflows`, {
        ...at,
      }),
    getForm: (entityRef, file, at) =>
      calls.get(formResponseSchema, `${workflowPath(entityRef, file)}/form`, {
        ...at,
      }),
  };
}
