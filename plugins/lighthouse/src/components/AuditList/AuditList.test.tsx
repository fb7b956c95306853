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

const STUDIO = 'https://studio.mobworx.example';
const completed = (number: number, performance: number | null) =>
  makeAudit({
    id: auditId(number),
    timeCreated: hoursAgo(number),
    categories: makeCategories({ performance }),
  });

const rowOf = async (name: string | RegExp) =>
  within((await screen.findByText(name)).closest('tr')!);

it('draws a line for each category that the audits have, and tells “not available” from 0 %', async () => {
  renderPlugin({
    backend: new InMemoryLighthouse({
      audits: [
        completed(1, null),
        completed(2, 0.4),
        makeAudit({
          id: auditId(3),
          url: STUDIO,
          categories: [
            ...makeCategories({ performance: 0 }),
            { id: 'pwa', title: 'PWA', score: 1 },
          ],
        }),
      ],
    }),
  });
  const headings = await screen.findAllByRole('columnheader');
  expect(headings.map(({ textContent }) => textContent)).toEqual([
    'Website',
    'Device',
    'Performance',
    'Accessibility',
    'Best Practices',
    'SEO',
    'Agentic Browsing',
    'PWA',
    'Last report',
    'Last audit',
  ]);
  const row = await rowOf(SITE);
  expect(row.getByText('Not available')).toBeInTheDocument();
  expect(row.queryByText('0 %')).not.toBeInTheDocument();
  expect(
    row.getByRole('img', {
      name: `Trend of Performance, mobile, of ${SITE}, oldest first: 40 %, Not available`,
    }),
  ).toBeInTheDocument();
  expect((await rowOf(STUDIO)).getByText('0 %')).toBeInTheDocument();
  await expectAccessible();
});

it('never mixes mobile and desktop in one line', async () => {
  renderPlugin({
    backend: new InMemoryLighthouse({
      audits: [
        makeAudit({
          id: auditId(1),
          formFactor: 'desktop',
          categories: makeCategories({ performance: 0.99 }),
        }),
        makeAudit({
          id: auditId(2),
          categories: makeCategories({ performance: 0.31 }),
        }),
      ],
    }),
  });
  expect(
    await screen.findByRole('img', {
      name: `Trend of Performance, mobile, of ${SITE}, oldest first: 31 %`,
    }),
  ).toBeInTheDocument();
  expect(
    screen.getByRole('img', {
      name: `Trend of Performance, desktop, of ${SITE}, oldest first: 99 %`,
    }),
  ).toBeInTheDocument();
  await userEvent.click(screen.getByRole('radio', { name: 'Desktop' }));
  expect(
    screen.queryByRole('link', { name: `Mobile: last audit of ${SITE}` }),
  ).not.toBeInTheDocument();
  expect(screen.getByLabelText('address')).toHaveTextContent('device=desktop');
});

it('shows a new audit and its progress as soon as the backend tells of it, without asking an upstream', async () => {
  const backend = new InMemoryLighthouse({ audits: [completed(2, 0.8)] });
  const { signals } = renderPlugin({ backend });
  expect(
    await screen.findByRole('link', { name: `Mobile: last audit of ${SITE}` }),
  ).toHaveAttribute('href', `/lighthouse/audit/${auditId(2)}`);
  backend.data.audits = [
    makeAudit({
      id: auditId(1),
      status: 'RUNNING',
      progress: { step: 'Loading the page', done: 2, of: 7 },
    }),
    ...backend.data.audits,
  ];
  act(() => signals.emit({ type: 'audit-changed', auditId: auditId(1) }));
  expect(await screen.findByText('Loading the page')).toBeInTheDocument();
  expect(screen.getByText('Running')).toBeInTheDocument();
  expect(
    screen.getByRole('link', { name: `Mobile: last audit of ${SITE}` }),
  ).toHaveAttribute('href', `/lighthouse/audit/${auditId(1)}`);
  backend.change(auditId(1), {
    status: 'FAILED',
    progress: undefined,
    failure: { code: 'page_unreachable', message: 'The page did not answer.' },
  });
  act(() => signals.emit({ type: 'audit-changed', auditId: auditId(1) }));
  expect(
    await screen.findByText('The page did not answer.'),
  ).toBeInTheDocument();
});

it('keeps page and filter in the address, and goes back through the pages', async () => {
  const audits = Array.from({ length: 12 }, (_, index) =>
    makeAudit({
      id: auditId(index),
      url: `https://site-${index}.example`,
    }),
  );
  const backend = new InMemoryLighthouse({ audits });
  renderPlugin({ backend });
  await userEvent.click(await screen.findByRole('button', { name: 'Next' }));
  expect(
    await screen.findByText('https://site-11.example'),
  ).toBeInTheDocument();
  expect(screen.getByLabelText('address')).toHaveTextContent(
    '/lighthouse?page=2',
  );
  await userEvent.click(screen.getByRole('button', { name: 'Browser back' }));
  expect(await screen.findByText('https://site-0.example')).toBeInTheDocument();

  await userEvent.type(
    screen.getByRole('searchbox', { name: 'Part of the address' }),
    'site-7{Enter}',
  );
  expect(await screen.findByText('https://site-7.example')).toBeInTheDocument();
  expect(screen.queryByText('https://site-0.example')).not.toBeInTheDocument();
  expect(screen.getByLabelText('address')).toHaveTextContent('q=site-7');
});

it('shows all websites for a part of the address that is too long', async () => {
  const backend = new InMemoryLighthouse({ audits: [completed(1, 0.9)] });
  const q = 'x'.repeat(201);
  renderPlugin({ backend, path: `/lighthouse?q=${q}` });
  expect(await screen.findByRole('table')).toBeInTheDocument();
  expect(
    screen.getByRole('searchbox', { name: 'Part of the address' }),
  ).toHaveValue('');
});

it.each(['0', '-3', 'two', '1e9'])(
  'shows the first page for the page %s',
  async page => {
    const backend = new InMemoryLighthouse({ audits: [completed(1, 0.9)] });
    renderPlugin({ backend, path: `/lighthouse?page=${page}` });
    expect(await screen.findByText(SITE)).toBeInTheDocument();
    expect(backend.calls('getWebsites')[0]).toEqual([
      { limit: 10, offset: 0, q: undefined },
    ]);
  },
);

it('says that nothing was audited yet, and that nothing fits', async () => {
  const backend = new InMemoryLighthouse();
  renderPlugin({ backend });
  expect(
    await screen.findByText('No website has been audited yet'),
  ).toBeInTheDocument();
  await userEvent.type(screen.getByRole('searchbox'), 'nothing{Enter}');
  await userEvent.click(
    await screen.findByRole('button', { name: 'Show all websites' }),
  );
  expect(
    await screen.findByText('No website has been audited yet'),
  ).toBeInTheDocument();
});

it('says why the list can’t be read, and reads it again when asked', async () => {
  const backend = new InMemoryLighthouse({ audits: [completed(1, 0.9)] });
  await backend.fail('getWebsites', {
    status: 502,
    code: 'upstream_unreachable',
    message: 'The audit service does not answer.',
    remedy: 'Tell the platform team.',
  });
  renderPlugin({ backend });
  expect(
    await screen.findByText('The audit service does not answer.'),
  ).toBeInTheDocument();
  backend.mend('getWebsites');
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
  expect(await screen.findByText(SITE)).toBeInTheDocument();
});

it('tells guests why they can’t ask for an audit', async () => {
  renderPlugin({
    backend: new InMemoryLighthouse({
      state: makeState({ may: { create: false, delete: false } }),
      audits: [completed(1, 0.9)],
    }),
  });
  expect(
    await screen.findByRole('button', { name: 'New audit' }),
  ).toBeDisabled();
  expect(
    await screen.findByRole('button', {
      description: /You may look at audits, but not ask for one/,
    }),
  ).toBeInTheDocument();
  expect(await screen.findByText(SITE)).toBeInTheDocument();
});

it('says that Chromium is missing, and shows what is stored', async () => {
  renderPlugin({
    backend: new InMemoryLighthouse({
      state: makeState({ runner: noChromium }),
      audits: [completed(1, 0.9)],
    }),
  });
  expect(
    await screen.findByText('No audits can be run at the moment'),
  ).toBeInTheDocument();
  expect(
    screen.getByText(noChromium.available ? '' : noChromium.reason),
  ).toBeInTheDocument();
  expect(await screen.findByText(SITE)).toBeInTheDocument();
});

it('says that a page below Lighthouse doesn’t exist', async () => {
  renderPlugin({
    backend: new InMemoryLighthouse(),
    path: '/lighthouse/elsewhere',
  });
  expect(await screen.findByText('There is no such page')).toBeInTheDocument();
});
