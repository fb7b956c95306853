import { createPermission } from '@backstage/plugin-permission-common';

/** See what SonarQube found in the code of the entities that one can see. */
export const sonarqubeInsightsReadPermission = createPermission({
  name: 'sonarqube.insights.read',
  attributes: { action: 'read' },
});

/** All of this plugin's permissions. */
export const sonarqubeInsightsPermissions = [sonarqubeInsightsReadPermission];
