import { act, screen, within } from '@testing-library/react';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { makeEnvironment, makeStatus } from '../../testHelpers/builders';
import { InMemoryMobworx } from '../../testHelpers/InMemoryMobworx';

const services = async (environment: string) =>
  within(
    await screen.findByRole('list', { name: `Services in ${environment}` }),
  )
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);

describe('the strip on the home page', () => {
  it('says of every service that runs how it is, as it happens', async () => {
    const backend = new InMemoryMobworx();
    const { signals } = renderPlugin({ place: 'home', backend });
    expect(await services('Staging')).toEqual([
      'InfrastructuresUp',
      'AppSync ServiceUp',
      'Stream ServiceUp',
      'Studio ServiceUp',
    ]);
    expect(screen.queryByText('Development')).not.toBeInTheDocument();

    const before = makeStatus();
    backend.state.status = makeStatus({
      environments: [
        makeEnvironment({}, { stream: { status: 'down' } }),
        ...before.environments.slice(1),
      ],
    });
    await act(async () =>
      signals.emit({
        type: 'status-changed',
        environment: 'staging',
        service: 'stream',
      }),
    );
    expect(await screen.findByText('Down')).toBeInTheDocument();
    expect(await services('Staging')).toContain('Stream ServiceDown');
    expect(await services('Production')).toContain('Stream ServiceUp');
    expect(
      screen.getAllByRole('link', { name: 'Stream Service' })[0],
    ).toHaveAttribute('href', '/environments/staging/stream');
  });

  it('says what went wrong', async () => {
    const backend = new InMemoryMobworx();
    await backend.fail('getStatus', {
      status: 403,
      message: 'You may not see how the MobWorx services are.',
    });
    renderPlugin({ place: 'home', backend });
    expect(await screen.findByRole('alert')).toHaveTextContent('You may not');
  });
});
