import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import apiDocsPlugin from '@backstage/plugin-api-docs/alpha';
import catalogGraphPlugin from '@backstage/plugin-catalog-graph/alpha';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import homePlugin from '@backstage/plugin-home/alpha';
import orgPlugin from '@backstage/plugin-org/alpha';
import searchPlugin from '@backstage/plugin-search/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import githubWorkflowsPlugin from '@internal/plugin-github-workflows';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import App from './App';
import { readAppBlock } from './__testUtils__/appConfig';

const backend = 'http://localhost:7007';
const server = setupServer(
  http.get(`${backend}/api/auth/guest/refresh`, () =>
    HttpResponse.json({
      providerInfo: {},
      profile: {},
      backstageIdentity: {
        token: 'a.e30.c',
        expiresInSeconds: 3600,
        identity: {
          type: 'user',
          userEntityRef: 'user:default/guest',
          ownershipEntityRefs: ['user:default/guest'],
        },
      },
    }),
  ),
  http.get(`${backend}/api/catalog/entities/by-query`, () =>
    HttpResponse.json({ items: [], totalItems: 0, pageInfo: {} }),
  ),
  http.all(`${backend}/*`, () => new HttpResponse(null, { status: 404 })),
);
registerMswTestHooks(server);

/** What the bundler writes for `app.packages: all`. */
const discovered = {
  modules: [
    apiDocsPlugin,
    catalogGraphPlugin,
    catalogPlugin,
    githubWorkflowsPlugin,
    homePlugin,
    orgPlugin,
    searchPlugin,
    userSettingsPlugin,
  ].map(plugin => ({ name: plugin.pluginId, default: plugin })),
};

function startApp(path: string) {
  const appConfig = [
    {
      context: 'test',
      data: {
        app: { ...readAppBlock(), baseUrl: 'http://localhost' },
        backend: { baseUrl: backend },
        portal: { simulatedUpstreams: ['GitHub'], guestSignIn: true },
      },
    },
  ];
  // Assigning to the variable itself would turn it into a string.
  process.env = { ...process.env, APP_CONFIG: appConfig as any };
  (window as any)['__@backstage/discovered__'] = discovered;
  window.history.replaceState({}, '', path);
  render(App.createRoot());
}

describe('the app', () => {
  it('takes a guest from sign-in to the home page, to a page that is not there, and back', async () => {
    startApp('/');
    expect(await screen.findByRole('note')).toHaveTextContent('GitHub');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Continue as guest' }),
    );

    expect(
      await screen.findByRole('heading', { name: 'You are a guest' }),
    ).toBeVisible();
    expect(
      await screen.findByText('The catalog has no systems yet'),
    ).toBeVisible();
    expect(screen.getByRole('note')).toBeVisible();

    const nav = within(
      screen.getByRole('navigation', { name: 'MobWorx Portal' }),
    );
    expect(nav.getByRole('link', { name: 'Home' })).toHaveAttribute(
      'aria-current',
      'page',
    );
    expect(document.body).toHaveAttribute('data-theme-name', 'mobworx');
    expect(screen.queryByText(/backstage|joke|clock/i)).not.toBeInTheDocument();
  });

  it('says in our words that a page does not exist', async () => {
    window.localStorage.setItem('portal.sign-in-choice', 'guest');
    startApp('/nowhere');
    expect(
      await screen.findByRole('heading', { name: 'There is no page here' }),
    ).toBeVisible();
    expect(screen.getByText('/nowhere')).toBeVisible();
    await userEvent.click(
      screen.getByRole('link', { name: 'Go to the home page' }),
    );
    expect(
      await screen.findByRole('heading', { name: 'Welcome' }),
    ).toBeVisible();
  });
});
