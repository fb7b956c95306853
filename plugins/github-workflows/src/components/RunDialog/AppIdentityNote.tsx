import { Alert } from '@backstage/ui';
import {
  DispatchIdentity,
  REQUESTED_BY_INPUT,
  WorkflowInput,
} from '@internal/plugin-github-workflows-common';

/** Whether the portal itself gives an input its value, so that nobody can claim to be another. */
export function isFilledByPortal(
  identity: DispatchIdentity,
  input: WorkflowInput,
): boolean {
  return (
    identity === 'app' &&
    input.name === REQUESTED_BY_INPUT &&
    input.type === 'string'
  );
}

/** Says that the run won't be the person's own. */
export function AppIdentityNote(props: { fields: WorkflowInput[] }) {
  const says = props.fields.some(input => isFilledByPortal('app', input));
  return (
    <Alert
      status="info"
      icon
      title="Runs as the portal’s GitHub App"
      description={
        says
          ? `The platform team has set this for the workflow. GitHub shows the App as the actor; the input ${REQUESTED_BY_INPUT} and the portal’s audit say that it was you.`
          : 'The platform team has set this for the workflow. GitHub shows the App as the actor; the portal’s audit says that it was you.'
      }
    />
  );
}
