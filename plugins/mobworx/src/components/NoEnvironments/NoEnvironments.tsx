import { EmptyNote } from '@internal/portal-react';

/** Says that there is nothing to show, and which key of the configuration would change that. */
export function NoEnvironments() {
  return (
    <EmptyNote title="No environment is configured">
      Name them under <code>mobworx.environments</code> in the portal’s
      configuration, each with an <code>id</code>, a <code>title</code>, a{' '}
      <code>tier</code> and the addresses of its services.
    </EmptyNote>
  );
}
