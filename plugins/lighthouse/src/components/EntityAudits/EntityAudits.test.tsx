import { expectAccessible } from '@internal/portal-react/testUtils';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import {
  auditId,
  hoursAgo,
  makeAudit,
  makeCategories,
  makeState,
  noChromium,
  SITE,
} from '../../testHelpers/builders';
import { InMemoryLighthouse } from '../../testHelpers/InMemoryLighthouse';

const STAGING = 'https://staging.mobworx.example';
const pages = [
  { url: SITE, environment: 'production' },
  { url: STAGING, environment: 'staging' },
];
const budgets = [
  {
    budget: { id: 'performance', kind: 'category' as const, limit: 90 },
    actual: 84,
    status: 'failed' as const,
  },
  {
    budget: {
      id: 'largest-contentful-paint',
      kind: 'metric' as const,
      limit: 2_500,
    },
    actual: null,
    status: 'unknown' as const,
  },
  {
    budget: {
      id: 'cumulative-layout-shift',
      kind: 'metric' as const,
      limit: 0.5,
    },
    actual: 0.412,
    status: 'passed' as const,
  },
];

const page = async (title: string) =>
  within(await screen.findByRole('region', { name: title }));

it('shows each page by environment and device, with its budgets', async () => {
  renderPlugin({
    place: 'tab',
    backend: new InMemoryLighthouse({
      pages,
      budgets,
      problems: ['lighthouse.com/pages: “join” is not a path.'],
      audits: [
        makeAudit(),
        makeAudit({ id: auditId(2), url: STAGING, formFactor: 'desktop' }),
      ],
    }),
  });
  const production = await page(`production: ${SITE}`);
  expect(
    production
      .getByRole('link', { name: new RegExp(`audit of ${SITE} on mobile$`) })
      .getAttribute('href'),
  ).toBe(`/webapp/lighthouse/audit/${auditId(1)}`);
  expect(production.getByText('Not audited yet')).toBeInTheDocument();
  expect(production.getByText('1 of 3 budgets missed')).toBeInTheDocument();
  expect(
    production.getByText('Performance at least 90 %: 84 %'),
  ).toBeInTheDocument();
  expect(
    production.getByText('Largest Contentful Paint at most 2.5 s'),
  ).toBeInTheDocument();
  expect(
    production.getByText('Cumulative Layout Shift at most 0.5: 0.412'),
  ).toBeInTheDocument();
  expect(
    (await page(`staging: ${STAGING}`)).getByRole('link', {
      name: new RegExp(`audit of ${STAGING} on desktop$`),
    }),
  ).toBeInTheDocument();
  expect(screen.getByText(/“join” is not a path/)).toBeInTheDocument();
  await expectAccessible();
});

it('stays at the entity when somebody asks for an audit', async () => {
  const backend = new InMemoryLighthouse({ pages });
  renderPlugin({ place: 'tab', backend });
  await userEvent.click(
    await screen.findByRole('button', {
      name: `Run audit: ${STAGING} on desktop`,
    }),
  );
  expect(await screen.findByText('It is the next one.')).toBeInTheDocument();
  expect(backend.created).toEqual([{ url: STAGING, formFactor: 'desktop' }]);
  expect(screen.getByLabelText('address')).toHaveTextContent(
    `/webapp/lighthouse/audit/${auditId(901)}`,
  );
});

it('offers the pages of the entity in the form, and comes back to the entity', async () => {
  const backend = new InMemoryLighthouse({ pages });
  renderPlugin({ place: 'tab', backend });
  await userEvent.click(await screen.findByRole('link', { name: 'New audit' }));
  await userEvent.click(
    await screen.findByRole('button', { name: /Page of this component/ }),
  );
  await userEvent.click(
    screen.getByRole('option', { name: `staging: ${STAGING}/join` }),
  );
  await userEvent.click(screen.getByRole('button', { name: 'Run audit' }));
  expect(await screen.findByText('It is the next one.')).toBeInTheDocument();
  expect(backend.created).toEqual([
    { url: `${STAGING}/join`, formFactor: 'mobile' },
  ]);
  expect(screen.getByLabelText('address')).toHaveTextContent(
    '/webapp/lighthouse/audit/',
  );
});

it('says that Chromium is missing, keeps what is stored readable, and says why nothing can be run', async () => {
  renderPlugin({
    place: 'tab',
    backend: new InMemoryLighthouse({
      state: makeState({ runner: noChromium }),
      pages,
      audits: [makeAudit()],
    }),
  });
  expect(
    await screen.findByText('No audits can be run at the moment'),
  ).toBeInTheDocument();
  expect(
    screen.getByText('There is no Chromium at /usr/bin/chromium.'),
  ).toBeInTheDocument();
  const production = await page(`production: ${SITE}`);
  expect(production.getAllByText('93 %').length).toBeGreaterThan(0);
  const run = production.getByRole('button', {
    name: `Run again: ${SITE} on mobile`,
  });
  expect(run).toBeDisabled();
  expect(run).toHaveAccessibleDescription(/no Chromium/);
});

it('lets guests read, and says at each disabled button why it is disabled', async () => {
  renderPlugin({
    place: 'tab',
    backend: new InMemoryLighthouse({
      state: makeState({ may: { create: false, delete: false } }),
      pages,
      audits: [makeAudit()],
    }),
  });
  const run = await screen.findByRole('button', {
    name: `Run again: ${SITE} on mobile`,
  });
  expect(run).toBeDisabled();
  expect(run).toHaveAccessibleDescription(/sign in/);
});

it('shows the scores of the last audit that has some beside a failure', async () => {
  renderPlugin({
    place: 'tab',
    backend: new InMemoryLighthouse({
      pages,
      audits: [
        makeAudit({
          status: 'FAILED',
          failure: { code: 'page_unreachable', message: 'Nobody answered.' },
        }),
        makeAudit({ id: auditId(2), timeCreated: hoursAgo(2) }),
      ],
    }),
  });
  const production = await page(`production: ${SITE}`);
  expect(production.getByText('Nobody answered.')).toBeInTheDocument();
  expect(
    production.getByRole('link', { name: 'the last audit that has some' }),
  ).toHaveAttribute('href', `/webapp/lighthouse/audit/${auditId(2)}`);
});

it('draws the history of the chosen page and device only', async () => {
  const { backend } = renderPlugin({
    place: 'tab',
    backend: new InMemoryLighthouse({
      pages,
      audits: [
        makeAudit({ categories: makeCategories({ performance: null }) }),
        makeAudit({
          id: auditId(2),
          timeCreated: hoursAgo(5),
          categories: makeCategories({ performance: 0.41 }),
        }),
        makeAudit({ id: auditId(3), url: STAGING, formFactor: 'desktop' }),
      ],
    }),
  });
  const history = await page('History');
  const rows = within(
    await history.findByRole('table', { hidden: true }),
  ).getAllByRole('row', { hidden: true });
  expect(rows.slice(1).map(({ children }) => children[1].textContent)).toEqual([
    '41 %',
    '–',
  ]);
  await userEvent.click(history.getByRole('radio', { name: 'Desktop' }));
  expect(
    await history.findByText('No completed audit on desktop yet'),
  ).toBeInTheDocument();
  expect(screen.getByLabelText('address')).toHaveTextContent('device=desktop');
  expect(backend.calls('getWebsite').at(-1)).toEqual([
    SITE,
    { limit: 50, formFactor: 'desktop' },
  ]);
});

describe('the card', () => {
  it('shows scores, Core Web Vitals and budgets of the website, with links to its audits', async () => {
    const backend = new InMemoryLighthouse({
      pages,
      budgets,
      audits: [
        makeAudit({ categories: makeCategories({ seo: null }) }),
        makeAudit({ id: auditId(2), formFactor: 'desktop' }),
      ],
    });
    const { signals } = renderPlugin({ place: 'card', backend });
    expect(
      await screen.findByRole('link', {
        name: new RegExp(`audit of ${SITE} on mobile$`),
      }),
    ).toHaveAttribute('href', `/webapp/lighthouse/audit/${auditId(1)}`);
    expect(screen.getByText('Not available')).toBeInTheDocument();
    expect(screen.getAllByText('2.6 s')).toHaveLength(2);
    expect(screen.getAllByText('1 of 3 budgets missed')).toHaveLength(2);
    expect(
      screen.getByRole('link', { name: 'All 2 pages and their history' }),
    ).toHaveAttribute('href', '/webapp/lighthouse');
    await expectAccessible();

    backend.data.audits = [
      makeAudit({ id: auditId(3), status: 'RUNNING' }),
      ...backend.data.audits,
    ];
    act(() => signals.emit({ type: 'audit-changed', auditId: auditId(3) }));
    expect(await screen.findByText('Running')).toBeInTheDocument();
  });

  it('shows another page when only that one has scores', async () => {
    renderPlugin({
      place: 'card',
      backend: new InMemoryLighthouse({
        pages,
        audits: [
          makeAudit({ status: 'FAILED' }),
          makeAudit({ id: auditId(2), url: STAGING }),
        ],
      }),
    });
    expect(await screen.findByText(`staging: ${STAGING}`)).toBeInTheDocument();
  });

  it('tells “never audited” from “can’t be read”', async () => {
    renderPlugin({ place: 'card', backend: new InMemoryLighthouse({ pages }) });
    expect(await screen.findByText('Not audited yet')).toBeInTheDocument();
  });

  it('says why the audits can’t be read', async () => {
    const backend = new InMemoryLighthouse({ pages });
    await backend.fail('getEntityAudits', {
      status: 403,
      code: 'not_permitted',
      message: 'You may not see audits.',
    });
    renderPlugin({ place: 'card', backend });
    expect(
      await screen.findByText('You may not see audits.'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Retry' }),
    ).not.toBeInTheDocument();
  });
});
