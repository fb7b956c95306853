import { screen } from '@testing-library/react';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import {
  makeDeployment,
  makeEnvironment,
  makeStatus,
  NOW,
} from '../../testHelpers/builders';
import { streamService } from '../../testHelpers/entity';
import { InMemoryMobworx } from '../../testHelpers/InMemoryMobworx';

const annotated = (
  annotations: Record<string, string>,
  kind = 'Component',
) => ({
  ...streamService,
  kind,
  metadata: { ...streamService.metadata, annotations },
});

const status = makeStatus({
  environments: [
    makeEnvironment(
      {},
      {
        stream: {
          status: 'down',
          deployment: makeDeployment({
            version: '2.0.0',
            aheadOfProduction: 1,
          }),
          deploymentProblem: {
            code: 'upstream_timeout',
            message: 'GitHub didn’t answer in time.',
            remedy: 'The portal tries again by itself.',
            knownAt: NOW,
          },
        },
      },
    ),
    makeEnvironment({ id: 'demo', title: 'Demo' }),
    ...makeStatus().environments.slice(1),
  ],
});

describe('the tab of an entity', () => {
  it('shows the service that it is where it runs, and where it is planned', async () => {
    renderPlugin({
      place: 'tab',
      backend: new InMemoryMobworx({ status }),
    });
    expect(
      await screen.findByRole('heading', {
        name: 'Stream Service by environment',
      }),
    ).toBeInTheDocument();
    const titles = (await screen.findAllByRole('heading', { level: 3 })).map(
      ({ textContent }) => textContent,
    );
    expect(titles).toEqual([
      'Staging',
      'Production',
      'Development',
      'Deployments',
    ]);
    expect(
      screen.getByRole('link', {
        name: 'Details of Stream Service in Staging',
      }),
    ).toHaveAttribute('href', '/environments/staging/stream');
  });

  it('says what went wrong', async () => {
    const backend = new InMemoryMobworx();
    await backend.fail('getStatus', {
      status: 500,
      message: 'It broke.',
      code: 'not_looked_lately',
    });
    renderPlugin({ place: 'tab', backend });
    expect(await screen.findByRole('alert')).toHaveTextContent('It broke.');
    expect(
      screen.getByRole('heading', { name: 'Stream Service by environment' }),
    ).toBeInTheDocument();
  });
});

describe('the card of an entity', () => {
  it('says in a line each how the service does where it runs', async () => {
    renderPlugin({ place: 'card', backend: new InMemoryMobworx({ status }) });
    const link = await screen.findByRole('link', {
      name: 'Stream Service in Staging',
    });
    expect(link).toHaveAttribute('href', '/environments/staging/stream');
    const row = link.closest('li')!;
    expect(row).toHaveTextContent('Down');
    expect(row).toHaveTextContent('2.0.0, 1 commit ahead');
    expect(row).toHaveTextContent(/last seen .* ago. GitHub didn’t answer/);
    expect(
      screen.queryByRole('link', { name: /Demo/ }),
    ).not.toBeInTheDocument();
  });

  it('shows every environment for an API that names none', async () => {
    renderPlugin({
      place: 'card',
      backend: new InMemoryMobworx({ status }),
      entity: annotated({ 'mobworx.com/service': 'stream' }, 'API'),
    });
    expect(
      await screen.findAllByRole('link', { name: /^Stream Service in / }),
    ).toHaveLength(4);
  });

  it('names the key when no environment is configured', async () => {
    renderPlugin({
      place: 'card',
      backend: new InMemoryMobworx({
        status: makeStatus({ environments: [] }),
      }),
    });
    expect(await screen.findByText('mobworx.environments')).toBeInTheDocument();
  });

  it.each([
    ['a service that there isn’t', { 'mobworx.com/service': 'payroll' }],
    ['none', {}],
  ])('isn’t there for %s', async (_, annotations) => {
    const backend = new InMemoryMobworx();
    renderPlugin({ place: 'card', backend, entity: annotated(annotations) });
    expect(await screen.findByTestId('empty-entity-page')).toBeInTheDocument();
    expect(backend.calls('getStatus')).toBe(0);
  });
});
