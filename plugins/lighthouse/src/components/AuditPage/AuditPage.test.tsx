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
  SITE,
} from '../../testHelpers/builders';
import { InMemoryLighthouse } from '../../testHelpers/InMemoryLighthouse';

const path = `/lighthouse/audit/${auditId(1)}`;
const region = async (name: string) =>
  within(await screen.findByRole('region', { name }));
const historyList = async () => {
  const history = within(
    await screen.findByRole('navigation', { name: 'Audit history' }),
  );
  return within(await history.findByRole('list'));
};

it('shows what was measured, as which device, when, by whom and with what', async () => {
  renderPlugin({
    backend: new InMemoryLighthouse({
      audits: [
        makeAudit({
          formFactor: 'desktop',
          categories: makeCategories({ performance: 0, seo: null }),
          warnings: ['The page was slow to answer.'],
        }),
      ],
    }),
    path,
  });
  const scores = await region('Scores');
  expect(scores.getByText('0 %')).toBeInTheDocument();
  expect(scores.getByText('Not available')).toBeInTheDocument();
  expect(scores.getByText('2.6 s')).toBeInTheDocument();
  expect(scores.getByText('0.412')).toBeInTheDocument();
  expect(scores.getAllByText('Core Web Vital')).toHaveLength(3);
  expect(screen.getByText(/by max-rivera/)).toBeInTheDocument();
  expect(
    screen.getByText(/Lighthouse 13.5.0 on portal-worker-1/),
  ).toBeInTheDocument();
  expect(screen.getByText('The page was slow to answer.')).toBeInTheDocument();
  expect(screen.getAllByText('Desktop').length).toBeGreaterThan(0);
  const link = screen.getByRole('link', { name: SITE });
  expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  expect(
    screen.queryByRole('region', { name: 'Compared with an earlier audit' }),
  ).not.toBeInTheDocument();
  await expectAccessible();
});

it('follows a waiting audit through its run to its result, live', async () => {
  const backend = new InMemoryLighthouse({
    audits: [
      makeAudit({
        status: 'QUEUED',
        waitingBehind: 2,
        categories: [],
        metrics: [],
      }),
    ],
  });
  const { signals } = renderPlugin({ backend, path });
  const tell = () =>
    act(() => signals.emit({ type: 'audit-changed', auditId: auditId(1) }));
  expect(
    await screen.findByText('2 audits come before it.'),
  ).toBeInTheDocument();
  backend.change(auditId(1), {
    status: 'RUNNING',
    timeStarted: hoursAgo(0),
    progress: { step: 'Loading the page', done: 3, of: 7 },
  });
  tell();
  expect(await screen.findByText('Loading the page')).toBeInTheDocument();
  expect(screen.getByRole('progressbar')).toHaveAttribute('value', '3');
  expect(screen.getByRole('progressbar')).toHaveAttribute('max', '7');
  await expectAccessible();
  backend.change(auditId(1), {
    ...makeAudit(),
    progress: undefined,
  });
  tell();
  expect((await region('Scores')).getByText('Performance')).toBeInTheDocument();
  expect(
    await screen.findByRole('region', { name: 'Full report' }),
  ).toBeInTheDocument();
});

it('puts a failure in Lighthouse’s own words, with what to do and the attempt that followed', async () => {
  renderPlugin({
    backend: new InMemoryLighthouse({
      audits: [
        makeAudit({
          status: 'FAILED',
          retriedAs: auditId(7),
          failure: {
            code: 'chrome_interstitial_error',
            message:
              'Chrome prevented page load with an interstitial. Make sure you are testing the correct URL.',
            remedy: 'Look whether the page opens in a browser.',
          },
        }),
      ],
    }),
    path,
  });
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('Chrome prevented page load');
  expect(alert).toHaveTextContent('Look whether the page opens');
  expect(alert).toHaveTextContent('chrome_interstitial_error');
  expect(screen.getByRole('link', { name: /tried once more/ })).toHaveAttribute(
    'href',
    `/lighthouse/audit/${auditId(7)}`,
  );
  expect(
    screen.queryByRole('region', { name: 'Full report' }),
  ).not.toBeInTheDocument();
});

it.each([auditId(404), 'not-an-id', '..%2F..%2Fsecret'])(
  'draws nothing for the unknown audit %s',
  async id => {
    const backend = new InMemoryLighthouse({ audits: [makeAudit()] });
    renderPlugin({ backend, path: `/lighthouse/audit/${id}` });
    expect(
      await screen.findByRole('heading', { name: 'There is no such audit' }),
    ).toBeInTheDocument();
    expect(document.querySelector('iframe')).toBeNull();
    expect(backend.calls('getReport')).toEqual([]);
  },
);

it('lists the history of one form factor with scores, and never mixes in the other', async () => {
  const backend = new InMemoryLighthouse({
    audits: [
      makeAudit({ categories: makeCategories({ performance: 0.5 }) }),
      makeAudit({
        id: auditId(2),
        timeCreated: hoursAgo(2),
        formFactor: 'desktop',
        categories: makeCategories({ performance: 0.99 }),
      }),
      makeAudit({
        id: auditId(3),
        timeCreated: hoursAgo(3),
        categories: makeCategories({ performance: 0.4 }),
      }),
    ],
  });
  renderPlugin({ backend, path });
  const links = (await historyList()).getAllByRole('link');
  expect(links.map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining('Performance 50 %'),
    expect.stringContaining('Performance 40 %'),
  ]);
  expect(links[0]).toHaveAttribute('aria-current', 'page');
  await userEvent.click(screen.getByRole('radio', { name: 'Desktop' }));
  expect(await screen.findByText('Performance 99 %')).toBeInTheDocument();
  expect(screen.queryByText('Performance 50 %')).not.toBeInTheDocument();
});

it('takes a new audit of the same page into the history', async () => {
  const backend = new InMemoryLighthouse({ audits: [makeAudit()] });
  const { signals } = renderPlugin({ backend, path });
  expect((await historyList()).getAllByRole('link')).toHaveLength(1);
  backend.data.audits = [
    makeAudit({ id: auditId(9), status: 'RUNNING' }),
    ...backend.data.audits,
  ];
  act(() => signals.emit({ type: 'audit-changed', auditId: auditId(9) }));
  expect(await screen.findByText('Running')).toBeInTheDocument();
  expect((await historyList()).getAllByRole('link')).toHaveLength(2);
});

it('opens the new audit when it is run again, and runs one for a double click', async () => {
  const backend = new InMemoryLighthouse({ audits: [makeAudit()] });
  renderPlugin({ backend, path });
  await userEvent.dblClick(
    await screen.findByRole('button', { name: `Run again: ${SITE} on mobile` }),
  );
  expect(await screen.findByText('It is the next one.')).toBeInTheDocument();
  expect(backend.created).toEqual([{ url: SITE, formFactor: 'mobile' }]);
  expect(screen.getByLabelText('address')).toHaveTextContent(
    `/lighthouse/audit/${auditId(901)}`,
  );
});

it('offers to delete only to those who may, and leaves the page afterwards', async () => {
  const backend = new InMemoryLighthouse({
    state: makeState({ may: { create: true, delete: true } }),
    audits: [makeAudit()],
  });
  renderPlugin({ backend, path });
  await userEvent.click(await screen.findByRole('button', { name: 'Delete' }));
  await userEvent.click(
    within(screen.getByRole('dialog')).getByRole('button', {
      name: 'Delete audit',
    }),
  );
  expect(
    await screen.findByText('No website has been audited yet'),
  ).toBeInTheDocument();
  expect(backend.data.audits).toEqual([]);
});

it('says that the report isn’t kept any more, and why it can’t be read', async () => {
  const backend = new InMemoryLighthouse({
    audits: [makeAudit({ hasReport: false })],
  });
  renderPlugin({ backend, path });
  expect(
    await screen.findByText('Its report isn’t kept any more'),
  ).toBeInTheDocument();
  expect(backend.calls('getReport')).toEqual([]);
});

it('keeps the scores when the report can’t be read', async () => {
  const backend = new InMemoryLighthouse({ audits: [makeAudit()] });
  await backend.fail('getReport', {
    status: 404,
    code: 'report_missing',
    message: 'The report of this audit is not there.',
  });
  renderPlugin({ backend, path });
  expect(
    await screen.findByText('The report of this audit is not there.'),
  ).toBeInTheDocument();
  expect((await region('Scores')).getByText('Performance')).toBeInTheDocument();
});
