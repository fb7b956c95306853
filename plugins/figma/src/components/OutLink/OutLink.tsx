import {
  OutLink as PortalOutLink,
  type OutLinkProps,
} from '@internal/portal-react';

/** A link that leaves the portal. */
export function OutLink(props: Omit<OutLinkProps, 'site'>) {
  return <PortalOutLink site="a new window" {...props} />;
}
