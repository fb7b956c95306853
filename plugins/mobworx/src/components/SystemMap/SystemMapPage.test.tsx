import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { readCatalog } from '../../__testUtils__/readCatalog';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { makeEnvironment, makeStatus } from '../../testHelpers/builders';
import { InMemoryMobworx } from '../../testHelpers/InMemoryMobworx';

const catalog = readCatalog();
const PATH = '/system-map?view=list';

/** A node with what is known of it, once it is. */
async function node(name: string) {
  const found = (await screen.findByRole('link', { name })).closest('li')!;
  await waitFor(() => expect(found).toHaveTextContent(/Up|Client|not known/));
  return found;
}

describe('the system map as a list', () => {
  it('says what stands on what, how it is, and leads to its page', async () => {
    const status = makeStatus();
    status.environments[1] = makeEnvironment(
      { id: 'production', title: 'Production', tier: 'production' },
      { stream: { status: 'down' } },
    );
    renderPlugin({
      place: 'systemMap',
      path: PATH,
      backend: new InMemoryMobworx({ status }),
      catalog,
    });
    const stream = await node('Stream Service');
    expect(stream).toHaveTextContent('StagingUp');
    expect(stream).toHaveTextContent('ProductionDown');
    expect(stream).not.toHaveTextContent('Development');
    expect(stream).toHaveTextContent('Uses Infrastructures (mobworx-events)');
    expect(stream).toHaveTextContent(
      'Used by Android app, iOS app, Studio WebApp, WebApp',
    );
    const ios = await node('iOS app');
    expect(ios).toHaveTextContent(/Client/);
    expect(within(ios).getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/component/ios',
    );
    expect(
      within(
        screen.getByRole('list', { name: 'Services and clients' }),
      ).getAllByRole('link'),
    ).toHaveLength(8);
  });

  it('follows the signals', async () => {
    const backend = new InMemoryMobworx();
    const { signals } = renderPlugin({
      place: 'systemMap',
      path: PATH,
      backend,
      catalog,
    });
    expect(await node('AppSync Service')).toHaveTextContent('StagingUp');
    backend.state.status = makeStatus({
      environments: [makeEnvironment({}, { appsync: { status: 'degraded' } })],
    });
    await act(async () =>
      signals.emit({
        type: 'status-changed',
        environment: 'staging',
        service: 'appsync',
      }),
    );
    const link = screen.getByRole('link', { name: 'AppSync Service' });
    await waitFor(() =>
      expect(link.closest('li')).toHaveTextContent('StagingDegraded'),
    );
  });

  it('is still there when the status can’t be read', async () => {
    const backend = new InMemoryMobworx();
    await backend.fail('getStatus', {
      status: 503,
      message: 'The database is away.',
      code: 'upstream_unavailable',
    });
    renderPlugin({ place: 'systemMap', path: PATH, backend, catalog });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away.',
    );
    expect(await node('Stream Service')).toHaveTextContent('Status not known');
    backend.mend('getStatus');
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findAllByText('Up')).not.toHaveLength(0);
  });

  it('says that the catalog has no service', async () => {
    renderPlugin({
      place: 'systemMap',
      path: PATH,
      backend: new InMemoryMobworx(),
      catalog: [],
    });
    expect(
      await screen.findByText('The catalog has no MobWorx service'),
    ).toBeInTheDocument();
  });

  it('says that the catalog can’t be read', async () => {
    renderPlugin({
      place: 'systemMap',
      path: PATH,
      backend: new InMemoryMobworx(),
      catalog: catalogApiMock.mock({
        getEntities: async () => {
          throw new Error('The catalog is away.');
        },
      }),
    });
    expect(
      await screen.findByText('The catalog is away.', undefined, {
        timeout: 5_000,
      }),
    ).toBeInTheDocument();
  });
});
