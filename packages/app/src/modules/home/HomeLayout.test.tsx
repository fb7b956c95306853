import {
  createFrontendModule,
  identityApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import homePlugin from '@backstage/plugin-home/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { Entity } from '@backstage/catalog-model';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { readAppBlock } from '../../__testUtils__/appConfig';
import { themes } from '../app/theme/themes';
import { homeModule } from '.';

const entity = (
  kind: string,
  name: string,
  spec: Record<string, string>,
  title?: string,
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, title, namespace: 'default', description: `About ${name}` },
  spec,
  relations: spec.owner
    ? [{ type: 'ownedBy', targetRef: spec.owner }]
    : undefined,
});

const entities = [
  entity('Domain', 'mobz', {}, 'MobZ live video'),
  entity('System', 'stream', { domain: 'mobz' }, 'Stream'),
  entity('System', 'lonely', { domain: 'gone' }, 'Lonely'),
  entity(
    'Component',
    'appsync-service',
    {
      type: 'service',
      lifecycle: 'production',
      owner: 'group:default/backend',
    },
    'AppSync Service',
  ),
  entity('Component', 'webapp', {
    type: 'website',
    lifecycle: 'experimental',
    owner: 'group:default/web',
  }),
];

const sam = mockApis.identity({
  userEntityRef: 'user:default/sam-okoro',
  ownershipEntityRefs: ['user:default/sam-okoro', 'group:default/backend'],
  displayName: 'Sam Okoro',
});
const guest = mockApis.identity({
  userEntityRef: 'user:default/guest',
  ownershipEntityRefs: ['user:default/guest'],
});

const widget = HomePageWidgetBlueprint.make({
  name: 'runs',
  params: {
    title: 'My recent runs',
    components: async () => ({ Content: () => <p>Run 42 succeeded</p> }),
  },
});

const framedWidget = HomePageWidgetBlueprint.make({
  name: 'framed',
  params: {
    components: async () => ({ Content: () => <p>All caught up</p> }),
  },
});

/** Stands for the search page and says with what it was called. */
const searchPage = PageBlueprint.make({
  name: 'search',
  params: {
    path: '/search',
    loader: async () => <SearchPage />,
  },
});

function SearchPage() {
  return <p>Searched with {useLocation().search}</p>;
}

function renderHome(options?: {
  identity?: ReturnType<typeof mockApis.identity>;
  catalog?: Parameters<typeof catalogApiMock.mock>[0];
}) {
  const catalog = options?.catalog
    ? catalogApiMock.mock(options.catalog)
    : catalogApiMock({ entities });
  return renderTestApp({
    features: [
      homePlugin,
      homeModule,
      createFrontendModule({
        pluginId: 'home',
        extensions: [widget, framedWidget],
      }),
      createFrontendModule({ pluginId: 'app', extensions: themes }),
    ],
    extensions: [searchPage],
    apis: [
      [identityApiRef, options?.identity ?? sam],
      [catalogApiRef, catalog],
    ],
    config: {
      app: readAppBlock(),
      backend: { baseUrl: 'http://localhost:7007' },
    },
    initialRouteEntries: ['/'],
  });
}

const section = (name: string) => screen.findByRole('region', { name });

describe('home page', () => {
  it('greets, and shows what the person’s team owns and nothing else', async () => {
    renderHome();
    expect(
      await screen.findByRole('heading', { name: 'Welcome, Sam Okoro' }),
    ).toBeVisible();
    const mine = within(await section('My components'));
    const link = await mine.findByRole('link', { name: 'AppSync Service' });
    expect(link).toHaveAttribute(
      'href',
      '/catalog/default/component/appsync-service',
    );
    expect(mine.queryByText('webapp')).not.toBeInTheDocument();
  });

  it('lists systems below their domain, and those without one as well', async () => {
    renderHome();
    const systems = within(await section('Systems'));
    expect(
      await systems.findByRole('heading', { name: 'MobZ live video' }),
    ).toBeVisible();
    expect(systems.getByRole('link', { name: 'Stream' })).toHaveAttribute(
      'href',
      '/catalog/default/system/stream',
    );
    expect(systems.getByRole('link', { name: 'Lonely' })).toBeVisible();
  });

  it('shows the widgets of plugins as its own cards', async () => {
    renderHome();
    const runs = within(await section('My recent runs'));
    expect(await runs.findByText('Run 42 succeeded')).toBeVisible();
  });

  it('gives a widget without a title no frame and no heading', async () => {
    renderHome();
    expect(
      (await screen.findByText('All caught up')).closest('section'),
    ).toBeNull();
    for (const heading of screen.getAllByRole('heading')) {
      expect(heading).not.toBeEmptyDOMElement();
    }
  });

  it('says so while it loads', async () => {
    renderHome({ catalog: { queryEntities: () => new Promise(() => {}) } });
    expect(
      await screen.findByRole('status', { name: 'Loading your components' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('status', { name: 'Loading systems' }),
    ).toBeInTheDocument();
  });

  it('tells what would make a component mine when none is', async () => {
    renderHome({
      identity: mockApis.identity({
        userEntityRef: 'user:default/ida-novak',
        ownershipEntityRefs: ['user:default/ida-novak', 'group:default/design'],
      }),
    });
    expect(
      await screen.findByText('Neither you nor your team owns a component'),
    ).toBeVisible();
    expect(
      screen.getByRole('heading', { name: 'Welcome, ida-novak' }),
    ).toBeVisible();
  });

  it('shows what failed, and asks again on demand', async () => {
    let broken = true;
    const working = catalogApiMock({ entities });
    renderHome({
      catalog: {
        queryEntities: async request => {
          if (broken) {
            throw new Error('The catalog is being rebuilt');
          }
          return working.queryEntities(request);
        },
      },
    });
    const mine = within(await section('My components'));
    expect(await mine.findByRole('alert')).toHaveTextContent(
      'The catalog is being rebuilt',
    );
    broken = false;
    await userEvent.click(mine.getByRole('button', { name: 'Retry' }));
    expect(await mine.findByText('AppSync Service')).toBeVisible();
  });

  it('tells a guest what a guest can’t do, and leads back to sign-in', async () => {
    const signOut = jest.spyOn(guest, 'signOut').mockResolvedValue();
    renderHome({ identity: guest });
    const note = within(await section('You are a guest'));
    expect(note.getByText(/To run a workflow.*sign in/)).toBeVisible();
    expect(
      note.getByRole('link', { name: 'Browse the catalog' }),
    ).toHaveAttribute('href', '/catalog');
    expect(
      screen.queryByRole('region', { name: 'My components' }),
    ).not.toBeInTheDocument();
    expect(
      await within(await section('Systems')).findByText('Stream'),
    ).toBeVisible();
    await userEvent.click(note.getByRole('button', { name: 'Go to sign-in' }));
    expect(signOut).toHaveBeenCalled();
  });

  it('takes the words of the search to the search page', async () => {
    renderHome();
    await userEvent.type(
      await screen.findByRole('searchbox', { name: 'Search the portal' }),
      'p2m & hls{Enter}',
    );
    expect(
      await screen.findByText('Searched with ?query=p2m%20%26%20hls'),
    ).toBeVisible();
  });
});
