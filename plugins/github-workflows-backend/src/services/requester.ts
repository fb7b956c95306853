import {
  DispatchIdentity,
  DispatchInputs,
  FormResponse,
  REQUESTED_BY_INPUT,
} from '@internal/plugin-github-workflows-common';

/** What the browser may say: as the App, who asked is said by the portal alone. */
export function withoutRequester(
  inputs: DispatchInputs,
  identity: DispatchIdentity,
): DispatchInputs {
  if (identity === 'user') {
    return inputs;
  }
  const { [REQUESTED_BY_INPUT]: _claimed, ...rest } = inputs;
  return rest;
}

/** The inputs with the person who asked, where the file has an input for that. */
export function withRequester(
  inputs: DispatchInputs,
  form: Pick<FormResponse, 'inputs'>,
  identity: DispatchIdentity,
  userRef: string,
): DispatchInputs {
  const isDeclared = form.inputs.some(
    ({ name, type }) => name === REQUESTED_BY_INPUT && type === 'string',
  );
  return identity === 'app' && isDeclared
    ? { ...inputs, [REQUESTED_BY_INPUT]: userRef }
    : inputs;
}
