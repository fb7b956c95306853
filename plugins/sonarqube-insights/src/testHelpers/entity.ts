import type { Entity } from '@backstage/catalog-model';
import { SONARQUBE_PROJECT_KEY_ANNOTATION } from '@internal/plugin-sonarqube-insights-common';

function makeEntity(
  kind: string,
  name: string,
  title: string,
  more: { projectKey?: string; partOf?: string[] } = {},
): Entity {
  const { projectKey, partOf = [] } = more;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      title,
      namespace: 'default',
      annotations: projectKey
        ? { [SONARQUBE_PROJECT_KEY_ANNOTATION]: projectKey }
        : {},
    },
    relations: partOf.map(targetRef => ({ type: 'partOf', targetRef })),
  };
}

const CLIENT_APPS = 'system:default/client-apps';

/** A component with a project in SonarQube. */
export const webapp = makeEntity('Component', 'webapp', 'WebApp', {
  projectKey: 'mobworx_webapp',
  partOf: [CLIENT_APPS],
});

export const ios = makeEntity('Component', 'ios', 'iOS app', {
  projectKey: 'mobworx_ios',
  partOf: [CLIENT_APPS],
});

/** One of which SonarQube isn't asked. */
export const unscanned = makeEntity('Component', 'demo', 'Demo', {
  partOf: [CLIENT_APPS],
});

export const clientApps = makeEntity('System', 'client-apps', 'Client apps', {
  partOf: ['domain:default/mobz'],
});

export const mobz = makeEntity('Domain', 'mobz', 'MobZ');
