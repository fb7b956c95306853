import { redactInputs } from '@internal/plugin-github-workflows-common';
import type { NewDispatch, StoredDispatch } from '../store/DispatchStore';
import { withoutRequester } from './requester';

/** What makes two requests the same one. */
export type Asked = Pick<
  NewDispatch,
  'entityRef' | 'repository' | 'workflowFile' | 'ref' | 'refType' | 'inputs'
>;

/** Whether a request asks for the same as an earlier one did. */
export function isSame({ dispatch, repository }: StoredDispatch, asked: Asked) {
  const before: Asked = {
    entityRef: dispatch.entityRef,
    repository,
    workflowFile: dispatch.workflowFile,
    ref: dispatch.ref,
    refType: dispatch.refType,
    inputs: withoutRequester(dispatch.inputs, dispatch.identity),
  };
  const text = ({ inputs, ...rest }: Asked) =>
    JSON.stringify([
      Object.entries(rest).sort(),
      // What looks secret isn't kept, so another secret alone makes no other request.
      Object.entries(redactInputs(inputs)).sort(),
    ]);
  return text(before) === text(asked);
}
