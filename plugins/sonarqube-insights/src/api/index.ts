export { createCommunityClient } from './createCommunityClient';
export { createSonarqubeInsightsClient } from './createSonarqubeInsightsClient';
export { problemTitle, SonarqubeProblemError } from './problemTitles';
export { sonarqubeInsightsApiRef } from './SonarqubeInsightsApi';
export type { SonarqubeInsightsApi } from './SonarqubeInsightsApi';
