import {
  OutLink as PortalOutLink,
  type OutLinkProps,
} from '@internal/portal-react';

/** A link to a page of SonarQube. */
export function OutLink(props: Omit<OutLinkProps, 'site'>) {
  return <PortalOutLink site="SonarQube" {...props} />;
}
