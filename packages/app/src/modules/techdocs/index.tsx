import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { TechDocsAddonLocations } from '@backstage/plugin-techdocs-react';
import { AddonBlueprint } from '@backstage/plugin-techdocs-react/alpha';
import { Diagrams } from './Diagrams';

const diagrams = AddonBlueprint.make({
  name: 'diagrams',
  params: {
    name: 'Diagrams',
    location: TechDocsAddonLocations.Content,
    component: Diagrams,
  },
});

/** What this portal adds to the pages of documentation. */
export const techdocsModule = createFrontendModule({
  pluginId: 'techdocs',
  extensions: [diagrams],
});
