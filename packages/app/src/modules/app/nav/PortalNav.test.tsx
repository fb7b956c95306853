import { configApiRef, identityApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { NavContentComponentProps } from '@backstage/plugin-app-react';
import { DefaultEntityPresentationApi } from '@backstage/plugin-catalog';
import { entityPresentationApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import { PortalNav } from './PortalNav';

const webTeam = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { namespace: 'default', name: 'web', title: 'Web team' },
  spec: { type: 'team', children: [] },
};

type NavItems = NavContentComponentProps['navItems'];

/** The app's collection of pages, reduced to what the navigation asks of it. */
function navItems(pages: Record<string, string>): NavItems {
  const left = new Map(Object.entries(pages));
  const item = (id: string, href: string) => ({
    node: { spec: { id } },
    href,
    title: `Page of ${href.slice(1)}`,
    icon: <i />,
  });
  return {
    take: (id: string) => {
      const href = left.get(id);
      left.delete(id);
      return href ? item(id, href) : undefined;
    },
    rest: () => [...left].map(([id, href]) => item(id, href)),
    clone: () => navItems(pages),
  } as unknown as NavItems;
}

const everyPage = {
  'page:zebra': '/zebra',
  'page:catalog-graph': '/catalog-graph',
  'page:datadog': '/datadog',
  'page:user-settings': '/settings',
  'page:search': '/search',
  'page:api-docs': '/api-docs',
  'page:github-workflows': '/workflows',
  'page:figma': '/design-files',
  'page:lighthouse': '/lighthouse',
  'page:mobworx/system-map': '/system-map',
  'page:mobworx/environments': '/environments',
  'page:catalog': '/catalog',
  'page:home': '/',
};

async function links(
  ownershipEntityRefs: string[],
  pages: Record<string, string> = everyPage,
) {
  renderInTestApp(<PortalNav navItems={navItems(pages)} items={[]} />, {
    apis: [
      [identityApiRef, mockApis.identity({ ownershipEntityRefs })],
      [
        configApiRef,
        mockApis.config({ data: { app: { title: 'MobWorx Portal' } } }),
      ],
      [
        entityPresentationApiRef,
        DefaultEntityPresentationApi.create({
          catalogApi: catalogApiMock({ entities: [webTeam] }),
        }),
      ],
    ],
  });
  const nav = within(
    await screen.findByRole('navigation', { name: 'MobWorx Portal' }),
  );
  await nav.findAllByText(/team|backend/i);
  return () =>
    nav
      .getAllByRole('link')
      .slice(1)
      .map(link => `${link.textContent} ${link.getAttribute('href')}`);
}

describe('PortalNav', () => {
  it('names the pages in the order of the day, and lists those it does not know', async () => {
    const shown = await links([]);
    expect(shown()).toEqual([
      'Home /',
      'Catalog /catalog',
      'Environments /environments',
      'Workflows /workflows',
      'System map /system-map',
      'Lighthouse /lighthouse',
      'Design files /design-files',
      'APIs /api-docs',
      'Search /search',
      'Teams /catalog?filters[kind]=group',
      'Page of zebra /zebra',
      'Settings /settings',
    ]);
  });

  it('leads a person to the team', async () => {
    const shown = await links(['user:default/sam', 'group:default/backend']);
    await screen.findByText('My team');
    expect(shown()).toContain('My team /catalog/default/group/backend');
  });

  it('tells several teams apart by what the catalog calls them', async () => {
    const shown = await links(['group:default/backend', 'group:default/web']);
    await screen.findByText('Web team');
    expect(shown()).toEqual(
      expect.arrayContaining([
        'backend /catalog/default/group/backend',
        'Web team /catalog/default/group/web',
      ]),
    );
  });

  it('drops what is switched off in config', async () => {
    const shown = await links([], { 'page:home': '/' });
    expect(shown()).toEqual(['Home /', 'Teams /catalog?filters[kind]=group']);
  });
});
