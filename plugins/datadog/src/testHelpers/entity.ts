import type { Entity } from '@backstage/catalog-model';
import {
  DASHBOARD_URL_ANNOTATION,
  GRAPH_TOKEN_ANNOTATION,
  SERVICE_NAME_ANNOTATION,
} from '@internal/plugin-datadog-common';

/** An entity of the catalog. */
export function makeEntity(
  kind: string,
  name: string,
  title: string,
  more: { annotations?: Record<string, string>; partOf?: string } = {},
): Entity {
  const { annotations = {}, partOf } = more;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, title, namespace: 'default', annotations },
    relations: partOf ? [{ type: 'partOf', targetRef: partOf }] : [],
  };
}

const CLIENT_APPS = 'system:default/client-apps';

/** A component with a service in Datadog, a shared dashboard and a graph. */
export const webapp = makeEntity('Component', 'webapp', 'WebApp', {
  annotations: {
    [SERVICE_NAME_ANNOTATION]: 'webapp',
    [DASHBOARD_URL_ANNOTATION]: 'https://p.datadoghq.eu/sb/a1b2c3',
    [GRAPH_TOKEN_ANNOTATION]: '0123456789abcdef',
  },
  partOf: CLIENT_APPS,
});

export const ios = makeEntity('Component', 'ios', 'iOS app', {
  annotations: { [SERVICE_NAME_ANNOTATION]: 'ios' },
  partOf: CLIENT_APPS,
});

/** One of which Datadog isn't asked. */
export const unnamed = makeEntity('Component', 'demo', 'Demo', {
  partOf: CLIENT_APPS,
});

export const clientApps = makeEntity('System', 'client-apps', 'Client apps');

/** An entity like another one, with other annotations. */
export const withAnnotations = (
  entity: Entity,
  annotations: Record<string, string>,
): Entity => ({ ...entity, metadata: { ...entity.metadata, annotations } });
