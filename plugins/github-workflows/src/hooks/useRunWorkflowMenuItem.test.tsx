import type { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { catalogEntityRouteRef } from '../routes';
import { studioService } from '../testHelpers/entity';
import { useRunWorkflowMenuItem } from './useRunWorkflowMenuItem';

function MenuItem() {
  const { title, href, disabled } = useRunWorkflowMenuItem();
  return (
    <a href={href} aria-disabled={disabled}>
      {title}
    </a>
  );
}

async function openMenu(entity: Entity, hasCatalog = true) {
  renderInTestApp(
    <EntityProvider entity={entity}>
      <MenuItem />
    </EntityProvider>,
    {
      mountedRoutes: hasCatalog
        ? { '/catalog/:namespace/:kind/:name': catalogEntityRouteRef }
        : undefined,
    },
  );
  return screen.findByRole('link', { name: 'Run workflow…' });
}

it.each([
  ['default', studioService.metadata.namespace],
  ['media', 'media'],
  ['default', undefined],
])(
  'leads to the choice of a workflow on the tab of its entity (%s)',
  async (shown, namespace) => {
    const metadata = { ...studioService.metadata, namespace };
    const item = await openMenu({ ...studioService, metadata });
    expect(item).toHaveAttribute(
      'href',
      `/catalog/${shown}/component/studio-service/workflows?dispatch=choose`,
    );
    expect(item).toHaveAttribute('aria-disabled', 'false');
  },
);

it('leads nowhere in an app without pages of entities', async () => {
  expect(await openMenu(studioService, false)).toHaveAttribute(
    'aria-disabled',
    'true',
  );
});
