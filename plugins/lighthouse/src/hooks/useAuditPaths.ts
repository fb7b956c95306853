import { RouteRef, useRouteRef } from '@backstage/frontend-plugin-api';
import { FormFactor } from '@internal/plugin-lighthouse-common';
import { withQuery } from '@internal/portal-react';
import { createContext, useContext } from 'react';
import { lighthouseRouteRef } from '../routes';

/** Where audits are looked at: on the page of all of them, or in the tab of an entity. */
export const AuditsRouteContext = createContext<RouteRef>(lighthouseRouteRef);

/** Paths of the views that lie below one of the two. */
interface AuditPaths {
  /** The list, or the entity’s tab. */
  root: string;
  audit(id: string): string;
  /** The form; nothing runs until somebody sends it. */
  createAudit(prefilled?: { url?: string; formFactor?: FormFactor }): string;
}

/**
 * Paths that stay where the reader is: whoever comes from an entity looks at audits, and asks for
 * them, within its tab.
 */
export function useAuditPaths(): AuditPaths {
  const root = useRouteRef(useContext(AuditsRouteContext))?.() ?? '/lighthouse';
  return {
    root,
    audit: id => `${root}/audit/${encodeURIComponent(id)}`,
    createAudit: (prefilled = {}) =>
      withQuery(`${root}/create-audit`, { ...prefilled }),
  };
}
