import {
  OutLink as PortalOutLink,
  type OutLinkProps,
} from '@internal/portal-react';

/** A link to a page of Datadog. */
export function OutLink(props: Omit<OutLinkProps, 'site'>) {
  return <PortalOutLink site="Datadog" {...props} />;
}
