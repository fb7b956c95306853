import {
  Dispatch,
  myDispatchesResponseSchema,
  PresetsResponse,
  presetsResponseSchema,
  RefDetailsResponse,
  refDetailsResponseSchema,
  RefType,
} from '@internal/plugin-github-workflows-common';
import { entityPath } from '@internal/portal-react';
import { WorkflowCalls } from '../WorkflowCalls';

/** Which refs to tell more of: one, or those that a search finds. */
export type RefDetailsOf = { type: RefType } & (
  { ref: string } | { q: string }
);

/** What helps to choose a ref and to fill in a form. */
export interface FormHelpEndpoints {
  getRefDetails(
    entityRef: string,
    query: RefDetailsOf,
  ): Promise<RefDetailsResponse>;
  listPresets(entityRef: string): Promise<PresetsResponse>;
  /** What the user has lately dispatched of one workflow, newest first. */
  listMyDispatchesOf(
    entityRef: string,
    workflow: string,
    limit: number,
  ): Promise<Dispatch[]>;
}

export function formHelpEndpoints(calls: WorkflowCalls): FormHelpEndpoints {
  return {
    getRefDetails: (entityRef, query) =>
      calls.get(
        refDetailsResponseSchema,
        `${entityPath(entityRef)}/refs/details`,
        query,
      ),
    listPresets: entityRef =>
      calls.get(presetsResponseSchema, `${entityPath(entityRef)}/presets`),
    listMyDispatchesOf: async (entityRef, workflow, limit) =>
      (
        await calls.get(myDispatchesResponseSchema, '/dispatches/mine', {
          entityRef,
          workflow,
          limit,
        })
      ).items,
  };
}
