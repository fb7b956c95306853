export { createLighthouseClient } from './createLighthouseClient';
export type { WebsitePart, WebsitesPart } from './endpoints/websiteEndpoints';
export { lighthouseApiRef } from './LighthouseApi';
export type { LighthouseApi } from './LighthouseApi';
