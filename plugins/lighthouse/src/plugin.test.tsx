import { lighthousePlugin } from './plugin';
import {
  auditRouteRef,
  createAuditRouteRef,
  entityContentRouteRef,
  lighthouseRouteRef,
} from './routes';

it('has the ids of the community plugin, so that either can stand in for the other', () => {
  const ids = [
    'api:lighthouse',
    'page:lighthouse',
    'entity-card:lighthouse/lighthouse',
    'entity-content:lighthouse/lighthouse',
  ];
  expect(lighthousePlugin.pluginId).toBe('lighthouse');
  for (const id of ids) {
    expect(lighthousePlugin.getExtension(id as never)).toBeDefined();
  }
  expect(lighthousePlugin.routes).toEqual({
    root: lighthouseRouteRef,
    audit: auditRouteRef,
    createAudit: createAuditRouteRef,
    entityContent: entityContentRouteRef,
  });
});
