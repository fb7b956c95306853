import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expectAccessible } from '@internal/portal-react/testUtils';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { BugsnagProblemError } from '../../api';
import {
  makeErrors,
  makeProblem,
  makeReleases,
  makeStability,
  makeTrend,
} from '../../testHelpers/builders';
import {
  InMemoryBugsnag,
  InMemoryState,
} from '../../testHelpers/InMemoryBugsnag';

function open(state: Partial<InMemoryState> = {}, search = '') {
  const backend = new InMemoryBugsnag(state);
  renderPlugin({ backend, place: 'tab', search });
  return backend;
}

const section = async (name: string) =>
  within(await screen.findByRole('region', { name }));

const address = () => screen.getByLabelText('address').textContent;

const problem = (code: string) =>
  new BugsnagProblemError(makeProblem({ code }));

/** The list itself, which has the name of its part of the tab. */
async function errorRows() {
  const link = await screen.findByRole('link', { name: /^TypeError/ });
  return within(link.closest('table')!);
}

describe('the tab of an entity', () => {
  it('lists errors with all that is known of them', async () => {
    open();
    const rows = await errorRows();
    const cellsOf = (name: RegExp) =>
      within(rows.getByRole('row', { name }))
        .getAllByRole('cell')
        .map(({ textContent }) => textContent);
    expect(cellsOf(/^TypeError/)).toEqual([
      '1,840',
      '312',
      'production',
      '9 days ago',
      '1 hour ago',
      'Error',
      'Open',
    ]);
    expect(cellsOf(/^ReportingError/)).toEqual([
      '12',
      '1',
      'Unknown',
      'Unknown',
      '2 days ago',
      'Notice',
      'Escalated to vendor',
    ]);
    const head = rows.getByRole('rowheader', { name: /^TypeError/ });
    expect(head).toHaveTextContent(
      /^TypeErrorCannot read properties of undefined\/rooms\/:idWEB-1422 comments/,
    );
    expect(
      within(head).getByRole('link', { name: /^WEB-142/ }),
    ).toHaveAttribute('href', 'https://issues.example/WEB-142');
    expect(screen.getByText('Errors 1 to 2 of 46')).toBeInTheDocument();
    await expectAccessible();
  });

  it('filters, searches and sorts by the address, on the first page again', async () => {
    const backend = open({}, '?cursor=some-page&releases=staging');
    await errorRows();
    expect(backend.last('getErrors')).toMatchObject({ cursor: 'some-page' });

    await userEvent.type(
      screen.getByRole('textbox', { name: 'Search' }),
      ' camera {Enter}',
    );
    await waitFor(() => expect(address()).toMatch(/search=camera/));
    expect(address()).not.toMatch(/cursor/);
    expect(address()).toMatch(/releases=staging/);

    await userEvent.click(screen.getByRole('button', { name: /Severity/ }));
    await userEvent.click(screen.getByRole('option', { name: 'Warning' }));
    await userEvent.click(screen.getByRole('option', { name: 'Info' }));
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(address()).toMatch(/severity=warning%2Cinfo/));

    await userEvent.click(screen.getByRole('button', { name: 'Users' }));
    await waitFor(() => expect(address()).toMatch(/sort=users/));
    await waitFor(() =>
      expect(backend.last('getErrors')).toEqual({
        search: 'camera',
        severity: ['warning', 'info'],
        period: '30d',
        sort: 'users',
        direction: 'desc',
      }),
    );
    expect(backend.last('getTrend')).toEqual({
      search: 'camera',
      severity: ['warning', 'info'],
      period: '30d',
    });
    await userEvent.click(screen.getByRole('button', { name: 'Users' }));
    await waitFor(() => expect(address()).toMatch(/direction=asc/));

    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    await waitFor(() => expect(address()).not.toMatch(/search|severity/));
    expect(address()).toMatch(/sort=users/);
  });

  it('reads the address as if what can’t be weren’t there', async () => {
    const backend = open(
      {},
      '?status=open,fixed&severity=fatal&period=1y&sort=mood&cursor=a%20b&stage=production',
    );
    await errorRows();
    expect(backend.last('getErrors')).toEqual({
      status: ['open', 'fixed'],
      stage: ['production'],
      period: '30d',
      sort: 'last_seen',
      direction: 'desc',
    });
  });

  it('turns pages by the cursor, and back to the first', async () => {
    open({
      errors: ({ cursor }) =>
        cursor
          ? makeErrors({ before: 2, nextCursor: undefined, total: undefined })
          : makeErrors(),
    });
    await errorRows();
    const button = (name: string) => screen.getByRole('button', { name });
    expect(button('First page')).toBeDisabled();
    await userEvent.click(button('Next page'));
    expect(await screen.findByText('Errors 3 to 4')).toBeInTheDocument();
    expect(address()).toMatch(/cursor=next-page/);
    expect(button('Next page')).toBeDisabled();
    await userEvent.click(button('First page'));
    expect(await screen.findByText('Errors 1 to 2 of 46')).toBeInTheDocument();
    await userEvent.click(button('Browser back'));
    expect(await screen.findByText('Errors 3 to 4')).toBeInTheDocument();
    expect(address()).toMatch(/cursor=next-page/);
  });

  it('leads back to the first page from one that is gone', async () => {
    const backend = new InMemoryBugsnag();
    backend.fail(problem('cursor_invalid'), 'getErrors');
    renderPlugin({ backend, place: 'tab', search: '?cursor=old' });
    expect(
      await screen.findByText('This page of the list is gone'),
    ).toBeInTheDocument();
    backend.mend();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show the first page' }),
    );
    await errorRows();
    expect(address()).not.toMatch(/cursor/);
  });

  it('draws trend and stability, and reads them out as tables', async () => {
    open();
    const cellsOf = async (name: RegExp) =>
      within(await screen.findByRole('table', { name, hidden: true }))
        .getAllByRole('cell', { hidden: true })
        .map(({ textContent }) => textContent);
    expect(await cellsOf(/^Events of the errors.*last 30 days$/)).toEqual([
      '300',
      '200',
      '100',
    ]);
    expect(await cellsOf(/^Without a crash, day by day, production$/)).toEqual([
      '98.5%',
      '99%',
      '99%',
      '99%',
      '99.5%',
      '99%',
    ]);
  });

  it('shows how stable each release is', async () => {
    const backend = open();
    const releases = await section('Releases');
    const row = await releases.findByRole('row', { name: /^4\.12\.0/ });
    expect(row).toHaveTextContent('98.76%, below the target of 99%');
    expect(
      within(row).getByRole('link', { name: /^4\.12\.0/ }),
    ).toHaveAttribute('href', expect.stringContaining('/commit/'));
    expect(
      releases.getByRole('row', { name: /^4\.13\.0-rc\.0 \(41300\)/ }),
    ).toHaveTextContent('Not used yet');
    await userEvent.click(
      releases.getByRole('button', { name: /Releases of/ }),
    );
    await userEvent.click(screen.getByRole('option', { name: 'staging' }));
    await waitFor(() =>
      expect(backend.last('getReleases')).toEqual({ stage: 'staging' }),
    );
    expect(address()).toMatch(/releases=staging/);
    await userEvent.click(releases.getByRole('button', { name: 'New errors' }));
    await waitFor(() =>
      expect(address()).toMatch(/releasesBy=newErrors&releasesOrder=asc/),
    );
  });

  it('says what there is nothing of', async () => {
    open(
      {
        errors: () => makeErrors({ errors: [], nextCursor: undefined }),
        trend: makeTrend({ buckets: [] }),
        stability: makeStability({ points: [] }),
        releases: makeReleases({ releases: [] }),
      },
      '?status=fixed',
    );
    for (const text of [
      'No error fits the filters',
      'No events in the last 30 days',
      'No sessions',
      'No releases yet',
    ]) {
      expect(await screen.findByText(text)).toBeInTheDocument();
    }
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(
      await screen.findByText('No errors in the last 30 days'),
    ).toBeInTheDocument();
  });

  it('fails part by part: the rest is untouched', async () => {
    const backend = new InMemoryBugsnag();
    backend.fail(problem('bugsnag_timeout'), 'getTrend');
    backend.fail(problem('project_gone'), 'getStability');
    renderPlugin({ backend, place: 'tab' });
    await errorRows();
    expect(
      (await section('Trend')).getByText('Bugsnag takes too long to answer'),
    ).toBeInTheDocument();
    expect(
      (await section('Stability')).getByText(
        'Bugsnag no longer has this project',
      ),
    ).toBeInTheDocument();
    expect(screen.getAllByRole('alert')).toHaveLength(2);
    expect(
      (await section('Releases')).getByRole('row', { name: /^4\.12\.0/ }),
    ).toBeInTheDocument();
  });

  it.each(['not_configured', 'project_not_found', 'annotation_malformed'])(
    'says once that %s, as it is the same for every part',
    async code => {
      const backend = new InMemoryBugsnag();
      backend.fail(
        problem(code),
        'getErrors',
        'getTrend',
        'getStability',
        'getReleases',
      );
      renderPlugin({ backend, place: 'tab' });
      await waitFor(() => {
        expect(
          screen.getAllByText(/Bugsnag answers with an error/),
        ).toHaveLength(1);
        expect(
          screen.queryByRole('region', { name: 'Trend' }),
        ).not.toBeInTheDocument();
      });
    },
  );
});
