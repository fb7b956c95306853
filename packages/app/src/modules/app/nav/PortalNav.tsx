import { useState } from 'react';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { NavContentComponentProps } from '@backstage/plugin-app-react';
import {
  createPortalQueryClient,
  PortalQueryProvider,
  ShellNav,
  ShellNavItem,
} from '@internal/portal-react';
import {
  RiArticleLine,
  RiHome5Line,
  RiMindMap,
  RiPencilRuler2Line,
  RiPlayCircleLine,
  RiPlugLine,
  RiSearchLine,
  RiServerLine,
  RiSettings3Line,
  RiSpeedUpLine,
  RiStackLine,
} from '@remixicon/react';
import { LogoFull, LogoMark } from './Logo';
import { useTeamNavItems } from './useTeamNavItems';

type NavItems = NavContentComponentProps['navItems'];

/** The item of a page under our own title; nothing when the page is switched off in config. */
function pageItem(
  navItems: NavItems,
  pageId: string,
  title: string,
  icon: JSX.Element,
): ShellNavItem[] {
  const page = navItems.take(pageId);
  return page ? [{ to: page.href, title, icon }] : [];
}

/** The pages that plugins bring and this file doesn't name, by title. */
function otherPages(navItems: NavItems): ShellNavItem[] {
  return navItems
    .rest()
    .map(({ href, title, icon }) => ({ to: href, title, icon }))
    .sort((a, b) => a.title.localeCompare(b.title));
}

function PortalNavItems(props: { navItems: NavItems }) {
  // Taking an item removes it: work on a copy, as React may render twice.
  const pages = props.navItems.clone();
  const teams = useTeamNavItems();
  const config = useApi(configApiRef);

  // Reached from the relations of an entity; without one to start from it says little.
  pages.take('page:catalog-graph');
  // For the platform team, which gets there from the tab of a component.
  pages.take('page:datadog');
  const settings = pageItem(
    pages,
    'page:user-settings',
    'Settings',
    <RiSettings3Line />,
  );
  const items = [
    ...pageItem(pages, 'page:home', 'Home', <RiHome5Line />),
    ...pageItem(pages, 'page:catalog', 'Catalog', <RiStackLine />),
    ...pageItem(
      pages,
      'page:mobworx/environments',
      'Environments',
      <RiServerLine />,
    ),
    ...pageItem(
      pages,
      'page:github-workflows',
      'Workflows',
      <RiPlayCircleLine />,
    ),
    ...pageItem(pages, 'page:mobworx/system-map', 'System map', <RiMindMap />),
    ...pageItem(pages, 'page:lighthouse', 'Lighthouse', <RiSpeedUpLine />),
    ...pageItem(pages, 'page:figma', 'Design files', <RiPencilRuler2Line />),
    ...pageItem(pages, 'page:api-docs', 'APIs', <RiPlugLine />),
    ...pageItem(pages, 'page:techdocs', 'Docs', <RiArticleLine />),
    ...pageItem(pages, 'page:search', 'Search', <RiSearchLine />),
    ...teams,
    ...otherPages(pages),
  ];
  return (
    <ShellNav
      name={config.getOptionalString('app.title') ?? 'MobWorx Portal'}
      logo={{ full: <LogoFull />, mark: <LogoMark /> }}
      items={items}
      footer={settings}
    />
  );
}

/** The content of the app's navigation. */
export function PortalNav(props: NavContentComponentProps) {
  // The navigation belongs to no plugin, so no plugin's query client is around it.
  const [queryClient] = useState(createPortalQueryClient);
  return (
    <PortalQueryProvider value={queryClient}>
      <PortalNavItems navItems={props.navItems} />
    </PortalQueryProvider>
  );
}
