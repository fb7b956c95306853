import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  makeBuckets,
  makeDeployment,
  makeEnvironment,
  makeHistory,
  makeStatus,
  NOW,
} from '../../testHelpers/builders';
import { InMemoryMobworx } from '../../testHelpers/InMemoryMobworx';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

const PATH = '/environments/staging/stream';
const address = () => screen.getByLabelText('address').textContent;

function open(backend: InMemoryMobworx, path = PATH) {
  return renderPlugin({ backend, path });
}

const section = async (name: string) =>
  within(await screen.findByRole('region', { name }));

describe('the history of a service', () => {
  it('is drawn, and can be read as a table', async () => {
    open(
      new InMemoryMobworx({
        history: window =>
          makeHistory({
            window,
            buckets: [
              ...makeBuckets(1),
              { at: '2026-11-20T09:00:00Z', uptime: 0.25 },
              { at: '2026-11-20T09:30:00Z' },
            ],
          }),
      }),
    );
    const history = await section('History');
    const uptime = within(
      await history.findByRole('figure', { name: 'Uptime, last 24 hours' }),
    );
    const latency = within(
      history.getByRole('figure', { name: 'Latency, last 24 hours' }),
    );
    await userEvent.click(uptime.getByText(/as a table/));
    await userEvent.click(latency.getByText(/as a table/));
    const cells = (chart: typeof uptime) =>
      chart.getAllByRole('cell').map(cell => cell.textContent);
    expect(cells(uptime)).toEqual(['100 %', '25 %', '–']);
    expect(cells(latency)).toEqual(['40 ms', '90 ms', '–', '–', '–', '–']);
  });

  it('has its window in the address', async () => {
    const asked: string[] = [];
    open(
      new InMemoryMobworx({
        history: window => {
          asked.push(window);
          return makeHistory({ window });
        },
      }),
      `${PATH}?window=7d`,
    );
    const history = await section('History');
    await history.findByRole('figure', { name: 'Latency, last 7 days' });
    await userEvent.click(history.getByRole('radio', { name: '90 days' }));
    expect(address()).toBe(`${PATH}?window=90d`);
    await history.findByRole('figure', { name: 'Latency, last 90 days' });
    expect(asked).toEqual(['7d', '90d']);
  });

  it('takes a window that there isn’t for 24 hours', async () => {
    open(new InMemoryMobworx(), `${PATH}?window=7y`);
    const history = await section('History');
    expect(
      await history.findByRole('radio', { name: '24 hours' }),
    ).toBeChecked();
  });

  it('names the changes', async () => {
    open(
      new InMemoryMobworx({
        history: () =>
          makeHistory({
            changes: [
              {
                at: '2026-11-20T09:00:00Z',
                status: 'down',
                problem: { code: 'x', message: 'It hung.', remedy: 'Wait.' },
              },
            ],
          }),
      }),
    );
    const history = await section('History');
    expect(await history.findByText('Down')).toBeInTheDocument();
    expect(history.getByText('It hung.')).toBeInTheDocument();
  });

  it('says that nobody has looked yet', async () => {
    open(
      new InMemoryMobworx({
        history: () =>
          makeHistory({ buckets: [{ at: '2026-11-20T09:30:00Z' }] }),
      }),
    );
    expect(
      await screen.findByText('The portal hasn’t looked in this window yet'),
    ).toBeInTheDocument();
  });

  it('leaves the rest of the page alone when it can’t be read', async () => {
    const backend = new InMemoryMobworx();
    await backend.fail('getHistory', {
      status: 503,
      message: 'The history is away.',
      code: 'upstream_unavailable',
    });
    open(backend);
    const history = await section('History');
    expect(await history.findByRole('alert')).toHaveTextContent(
      'The history is away.',
    );
    expect(
      screen.getByRole('heading', { name: 'Stream Service in Staging' }),
    ).toBeInTheDocument();
    const deployments = await section('Deployments');
    expect(deployments.queryByRole('alert')).not.toBeInTheDocument();
  });
});

describe('the deployments of a service', () => {
  const environments = [
    {
      environment: 'staging',
      deployment: makeDeployment({ version: '1.5.0', aheadOfProduction: 1 }),
    },
    { environment: 'production' },
  ];
  const promotion = {
    from: 'staging',
    to: 'production',
    workflow: 'deploy.yml',
    ref: 'v1.5.0',
    refType: 'tag' as const,
    exact: true,
    inputs: { environment: 'production', note: 'a & b' },
  };

  it('lead to the form of the workflow, filled in', async () => {
    open(
      new InMemoryMobworx({
        deployments: {
          entityRef: 'component:default/stream-service',
          environments,
          promotion,
        },
      }),
    );
    const deployments = await section('Deployments');
    const link = await deployments.findByRole('link', {
      name: 'Bring Staging to Production',
    });
    const target = new URL(link.getAttribute('href')!, 'http://portal');
    expect(target.pathname).toBe(
      '/catalog/default/component/stream-service/workflows',
    );
    expect(Object.fromEntries(target.searchParams)).toEqual({
      workflow: 'deploy.yml',
      ref: 'v1.5.0',
      refType: 'tag',
      inputs: '{"environment":"production","note":"a & b"}',
    });
    expect(deployments.getByText('1 commit')).toBeInTheDocument();
    expect(
      deployments.getByText('Not known what runs here.'),
    ).toBeInTheDocument();
    expect(deployments.queryByText(/has moved on/)).not.toBeInTheDocument();
  });

  it('say when the branch brings more than what runs', async () => {
    open(
      new InMemoryMobworx({
        deployments: {
          entityRef: 'component:default/stream-service',
          environments,
          promotion: {
            ...promotion,
            ref: 'master',
            refType: 'branch',
            exact: false,
          },
        },
      }),
    );
    expect(await screen.findByText(/has moved on since/)).toBeInTheDocument();
  });

  it('say how old they are, and why, when GitHub fails', async () => {
    const deploymentProblem = {
      code: 'upstream_unavailable',
      message: 'GitHub answers with an error (500).',
      remedy: 'The portal tries again by itself.',
    };
    open(
      new InMemoryMobworx({
        deployments: {
          environments: [
            {
              environment: 'staging',
              deployment: makeDeployment(),
              deploymentProblem: { ...deploymentProblem, knownAt: NOW },
            },
            { environment: 'production', deploymentProblem },
          ],
          promotionProblem: deploymentProblem,
        },
      }),
    );
    const [staging, production] = (
      await (await section('Deployments')).findAllByRole('listitem')
    ).map(({ textContent }) => textContent);
    expect(staging).toMatch(
      /1\.4\.0.*What runs here was last seen .* ago\. GitHub answers/,
    );
    expect(production).toMatch(
      /Not known what runs here\..*Not all is known.*tries again by itself/,
    );
    expect(
      screen.getByText(/It isn’t known how it would be brought on\. GitHub/),
    ).toBeInTheDocument();
  });

  it.each([
    ['nothing to promote', { entityRef: 'component:default/stream-service' }],
    ['no component', { promotion }],
  ])('say so when there is %s', async (_, part) => {
    open(new InMemoryMobworx({ deployments: { environments, ...part } }));
    expect(
      await screen.findByText(/There is nothing to bring on/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: /Bring/ }),
    ).not.toBeInTheDocument();
  });
});

describe('the page of a service', () => {
  it.each([
    ['planned', /Staging is planned/],
    ['not-configured', /Add services\.stream to staging/],
  ] as const)(
    'of which there is nothing (%s) asks for nothing',
    async (status, text) => {
      const backend = new InMemoryMobworx({
        status: makeStatus({
          environments: [
            makeEnvironment({}, { stream: { status, history24h: [] } }),
          ],
        }),
      });
      open(backend);
      expect(await screen.findByText(text)).toBeInTheDocument();
      expect(backend.calls('getHistory')).toBe(0);
      expect(backend.calls('getStream')).toBe(0);
    },
  );

  it('reads its history again when its own status changes, and only then', async () => {
    const backend = new InMemoryMobworx();
    const { signals } = open(backend);
    await section('History');
    await screen.findByRole('figure', { name: /Uptime/ });
    expect(backend.calls('getHistory')).toBe(1);
    const change = (environment: string, service: string) =>
      act(async () =>
        signals.emit({ type: 'status-changed', environment, service }),
      );
    await change('production', 'stream');
    await change('staging', 'appsync');
    expect(backend.calls('getHistory')).toBe(1);
    await change('staging', 'stream');
    expect(backend.calls('getHistory')).toBe(2);
  });
});
