import { ServiceId, ServiceState } from '@internal/plugin-mobworx-common';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  makeBuckets,
  makeDeployment,
  makeEnvironment,
  makeStatus,
} from '../../testHelpers/builders';
import { InMemoryMobworx } from '../../testHelpers/InMemoryMobworx';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

type Parts = Partial<Record<ServiceId, Partial<ServiceState>>>;

const problem = {
  code: 'upstream_unreachable',
  message: 'Stream Service refused the connection.',
  remedy: 'Look whether it runs.',
};

function withStaging(staging: Parts) {
  const status = makeStatus();
  status.environments[0] = makeEnvironment({}, staging);
  return status;
}

async function cell(service: string, environment: string) {
  const row = (await screen.findByRole('rowheader', { name: service })).closest(
    'tr',
  )!;
  const column = screen
    .getAllByRole('columnheader')
    .findIndex(header => header.textContent?.startsWith(environment));
  return within(row).getAllByRole('cell')[column - 1];
}

describe('the matrix', () => {
  it('says of a service how it is, how fast, what of it runs and how it got there', async () => {
    renderPlugin({
      backend: new InMemoryMobworx({
        status: withStaging({
          appsync: {
            uptime24h: 0.99996,
            history24h: [
              ...makeBuckets(2),
              ...makeBuckets(1, { at: '2026-11-20T08:00:00Z', uptime: 0.5 }),
              ...makeBuckets(1, { at: '2026-11-20T08:30:00Z', uptime: 0 }),
              { at: '2026-11-20T09:00:00Z' },
            ],
            deployment: makeDeployment({
              commitUrl: 'https://github.com/MobWorx/appsync-service/commit/4f',
              aheadOfProduction: 7,
            }),
          },
        }),
      }),
    });
    const appsync = await cell('AppSync Service', 'Staging');
    for (const text of [
      'Up',
      /since .* ago/,
      '42 ms p50 40 · p95 90',
      '99.99 %',
      '1.4.0',
      /by sam-okoro/,
      /Ahead of production\s*7 commits/,
    ]) {
      expect(appsync).toHaveTextContent(text);
    }
    expect(
      within(appsync).getByRole('img', {
        name: 'Last 24 hours in 5 stretches: 2 without a failure, 1 with some, 1 with nothing else, 1 not looked at',
      }),
    ).toBeInTheDocument();
    expect(
      within(appsync).getByRole('link', { name: 'Commit 4f1c0ff on GitHub' }),
    ).toHaveAttribute(
      'href',
      'https://github.com/MobWorx/appsync-service/commit/4f',
    );
    expect(screen.getByText(/Staging: all 4 up/)).toBeInTheDocument();
  });

  it('says what is wrong, what to do, and when it was last well; elsewhere nothing changes', async () => {
    renderPlugin({
      backend: new InMemoryMobworx({
        status: withStaging({
          stream: {
            status: 'down',
            problem,
            lastGoodAt: '2026-11-20T09:40:00Z',
          },
        }),
      }),
    });
    const staging = await cell('Stream Service', 'Staging');
    expect(staging).toHaveTextContent('Down');
    expect(staging).toHaveTextContent(`${problem.message} ${problem.remedy}`);
    expect(staging).toHaveTextContent(/Last seen well/);
    const production = await cell('Stream Service', 'Production');
    expect(production).toHaveTextContent('Up');
    expect(production).not.toHaveTextContent(problem.message);
    expect(
      screen.getByText('Staging: 3 of 4 up · Production: all 4 up'),
    ).toBeInTheDocument();
  });

  it('says of what isn’t there that it is planned, or isn’t configured, without a way to nothing', async () => {
    renderPlugin({
      backend: new InMemoryMobworx({
        status: withStaging({
          studio: { status: 'not-configured', history24h: [] },
        }),
      }),
    });
    const planned = await cell('Studio Service', 'Development');
    expect(planned).toHaveTextContent('Planned');
    expect(within(planned).queryByRole('link')).not.toBeInTheDocument();
    expect(await cell('Studio Service', 'Staging')).toHaveTextContent(
      'Not configured',
    );
  });

  it('never rounds a failure away, and says what isn’t known yet', async () => {
    renderPlugin({
      backend: new InMemoryMobworx({
        status: withStaging({
          appsync: { uptime24h: 0.999999 },
          stream: {
            status: 'stale',
            uptime24h: undefined,
            latencyMs: undefined,
            history24h: [],
            checkedAt: undefined,
            lastGoodAt: undefined,
            deployment: undefined,
          },
        }),
      }),
    });
    expect(await cell('AppSync Service', 'Staging')).toHaveTextContent(
      '99.99 %',
    );
    const stale = await cell('Stream Service', 'Staging');
    for (const text of [
      'Not looked lately',
      'not measured yet',
      'not known yet',
      /Last seen well\s*never/,
      /Checked\s*not yet/,
    ]) {
      expect(stale).toHaveTextContent(text);
    }
  });

  it('changes when the backend tells of it, and asks for nothing else then', async () => {
    const backend = new InMemoryMobworx();
    const { signals } = renderPlugin({ backend });
    expect(await cell('Stream Service', 'Staging')).toHaveTextContent('Up');
    backend.state.status = withStaging({ stream: { status: 'down', problem } });
    await act(async () =>
      signals.emit({
        type: 'status-changed',
        environment: 'staging',
        service: 'stream',
      }),
    );
    expect(await screen.findByText(/refused the connection/)).toBeVisible();
    expect(await cell('Stream Service', 'Production')).toHaveTextContent('Up');
    const calls = backend.calls('getStatus');
    await act(async () =>
      signals.emit({
        type: 'details-changed',
        environment: 'staging',
        service: 'stream',
      }),
    );
    await act(async () => signals.emit({ type: 'of a later version' }));
    expect(backend.calls('getStatus')).toBe(calls);
  });

  it('names the key when no environment is configured', async () => {
    renderPlugin({
      backend: new InMemoryMobworx({
        status: makeStatus({ environments: [] }),
      }),
    });
    expect(
      await screen.findByText('No environment is configured'),
    ).toBeInTheDocument();
    expect(screen.getByText('mobworx.environments')).toBeInTheDocument();
  });

  it('says what went wrong and asks again; what was known stays', async () => {
    const backend = new InMemoryMobworx();
    await backend.fail('getStatus', {
      status: 503,
      message: 'The database is away.',
      remedy: 'Wait a little.',
      code: 'upstream_unavailable',
    });
    const { signals } = renderPlugin({ backend });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away.Wait a little.',
    );
    backend.mend('getStatus');
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByRole('table')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();

    await backend.fail('getStatus', { status: 500, message: 'Broken again.' });
    await act(async () =>
      signals.emit({
        type: 'status-changed',
        environment: 'staging',
        service: 'studio',
      }),
    );
    expect(
      await screen.findByText('Broken again.', undefined, { timeout: 5_000 }),
    ).toBeInTheDocument();
    expect(screen.getByRole('table')).toBeInTheDocument();
  });

  it('tells who may not see it', async () => {
    const backend = new InMemoryMobworx();
    await backend.fail('getStatus', {
      status: 403,
      message: 'You may not see how the MobWorx services are.',
      code: 'not_permitted',
    });
    renderPlugin({ backend });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You may not see how the MobWorx services are.',
    );
    expect(
      screen.queryByRole('button', { name: 'Retry' }),
    ).not.toBeInTheDocument();
  });
});
