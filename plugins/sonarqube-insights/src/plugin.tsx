import sonarqube from '@backstage-community/plugin-sonarqube/alpha';
import { sonarQubeApiRef } from '@backstage-community/plugin-sonarqube-react';
import { ApiBlueprint, fetchApiRef } from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { queryWrapperExtension } from '@internal/portal-react';
import { RiShieldCheckLine } from '@remixicon/react';
import {
  createCommunityClient,
  createSonarqubeInsightsClient,
  sonarqubeInsightsApiRef,
} from './api';

const insightsApi = ApiBlueprint.make({
  name: 'insights',
  params: defineParams =>
    defineParams({
      api: sonarqubeInsightsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: deps => createSonarqubeInsightsClient(deps),
    }),
});

const communityApi = sonarqube.getExtension('api:sonarqube').override({
  params: defineParams =>
    defineParams({
      api: sonarQubeApiRef,
      deps: { insights: sonarqubeInsightsApiRef },
      factory: ({ insights }) => createCommunityClient(insights),
    }),
});

// Path, title and filter of both stay those of upstream.
const qualityCard = sonarqube
  .getExtension('entity-card:sonarqube/card')
  .override({
    params: {
      type: 'content',
      loader: () =>
        import('./components/QualityCard').then(({ QualityCard }) => (
          <QualityCard />
        )),
    },
  });

const qualityTab = sonarqube
  .getExtension('entity-content:sonarqube/entity')
  .override({
    params: {
      group: 'development',
      icon: <RiShieldCheckLine />,
      loader: () =>
        import('./components/QualityTab').then(({ QualityTab }) => (
          <QualityTab />
        )),
    },
  });

const relatedTable = EntityContentBlueprint.make({
  name: 'related',
  params: {
    // Not that of the tab above: a system may have a project of its own as well.
    path: 'sonarqube-components',
    title: 'SonarQube',
    group: 'development',
    icon: <RiShieldCheckLine />,
    filter: { kind: { $in: ['system', 'domain'] } },
    loader: () =>
      import('./components/RelatedTable').then(({ RelatedTable }) => (
        <RelatedTable />
      )),
  },
});

/**
 * The community's SonarQube plugin with views of our own in the place of its card and its tab, on
 * our backend, and with a table for systems and domains besides.
 */
export const sonarqubePlugin = sonarqube.withOverrides({
  title: 'SonarQube',
  icon: <RiShieldCheckLine />,
  info: { packageJson: () => import('../package.json') },
  extensions: [
    insightsApi,
    communityApi,
    queryWrapperExtension,
    qualityCard,
    qualityTab,
    relatedTable,
  ],
});
