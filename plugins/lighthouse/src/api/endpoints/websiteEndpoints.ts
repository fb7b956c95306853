import {
  EntityAuditsResponse,
  entityAuditsResponseSchema,
  FormFactor,
  LighthouseState,
  lighthouseStateSchema,
  WebsiteResponse,
  websiteResponseSchema,
  WebsitesResponse,
  websitesResponseSchema,
} from '@internal/plugin-lighthouse-common';
import { BackendCalls, entityPath } from '@internal/portal-react';

/** Which part of the list of websites is asked for. */
export interface WebsitesPart {
  limit: number;
  offset: number;
  /** Part of the address. */
  q?: string;
}

/** Which part of a website’s history is asked for, newest first. */
export interface WebsitePart {
  limit: number;
  formFactor?: FormFactor;
}

/** Websites, the pages of an entity, and whether the portal can audit them. */
export interface WebsiteEndpoints {
  /** Whether audits can be run, and what the viewer may do. */
  getState(): Promise<LighthouseState>;
  /** Websites with their newest audits and their trends; those audited last come first. */
  getWebsites(part: WebsitesPart): Promise<WebsitesResponse>;
  /** The audits of one website. */
  getWebsite(url: string, part: WebsitePart): Promise<WebsiteResponse>;
  /** The newest audits of all pages that an entity declares. */
  getEntityAudits(entityRef: string): Promise<EntityAuditsResponse>;
}

export function websiteEndpoints(calls: BackendCalls): WebsiteEndpoints {
  return {
    getState: () => calls.get(lighthouseStateSchema, '/state'),
    getWebsites: part =>
      calls.get(websitesResponseSchema, '/websites', { ...part }),
    getWebsite: (url, part) =>
      calls.get(websiteResponseSchema, `/websites/${encodeURIComponent(url)}`, {
        ...part,
      }),
    getEntityAudits: entityRef =>
      calls.get(entityAuditsResponseSchema, entityPath(entityRef)),
  };
}
