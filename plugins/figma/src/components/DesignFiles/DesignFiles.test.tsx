import { expectAccessible } from '@internal/portal-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { FigmaProblemError } from '../../api';
import {
  ago,
  DAY_MS,
  makeFileItem,
  makeFiles,
  makeProblem,
  makeStatus,
  WEBAPP,
} from '../../testHelpers/builders';
import { clientApps, designers } from '../../testHelpers/entity';
import { InMemoryFigma } from '../../testHelpers/InMemoryFigma';

const CLIENT_APPS = 'system:default/client-apps';
const IOS = 'component:default/ios';
const catalog = [clientApps, designers];

const files = async () =>
  within(
    await screen.findByRole('list', { name: 'Design files' }),
  ).getAllByRole('heading', { level: 3 });

function severalFiles() {
  return new InMemoryFigma({
    files: of =>
      makeFiles({
        of,
        items: of
          ? [makeFileItem('MobZ iOS', [IOS])]
          : [
              makeFileItem('MobZ', [WEBAPP, IOS]),
              {
                ...makeFileItem('Old', ['component:default/old']),
                stale: true,
                fetchedAt: ago(2 * DAY_MS),
              },
              {
                entities: [
                  { entityRef: 'component:default/lost', title: 'Lost' },
                ],
                problem: makeProblem({
                  code: 'file_deleted',
                  message: 'It was deleted.',
                }),
              },
            ],
      }),
  });
}

it('shows every file with whose design it is, and of one that fails why, with the rest untouched', async () => {
  renderPlugin({ place: 'page', backend: severalFiles(), catalog });
  expect((await files()).map(({ textContent }) => textContent)).toEqual([
    'MobZ',
    'Old',
    'Lost',
  ]);
  expect(screen.getByRole('link', { name: 'webapp' })).toHaveAttribute(
    'href',
    '/catalog/default/component/webapp',
  );
  expect(screen.getByRole('link', { name: 'Lost' })).toBeInTheDocument();
  expect(screen.getAllByRole('alert')).toHaveLength(1);
  expect(screen.getByRole('alert')).toHaveTextContent(
    /The design file was deleted.*It was deleted/,
  );
  expect(screen.getByText(/last read/)).toHaveTextContent('2 days ago');
  await expectAccessible();
});

it('shows those of a system or an owner, which the address keeps', async () => {
  const backend = severalFiles();
  renderPlugin({ place: 'page', backend, catalog });
  await files();
  await userEvent.click(
    screen.getByRole('button', { name: /Design files of/ }),
  );
  await userEvent.click(
    await screen.findByRole('option', { name: 'Client apps' }),
  );
  expect(await screen.findByText('MobZ iOS')).toBeInTheDocument();
  expect(backend.calls('getFiles')).toEqual([[undefined], [CLIENT_APPS]]);
  expect(screen.getByLabelText('address')).toHaveTextContent(
    `/design-files?of=${encodeURIComponent(CLIENT_APPS)}`,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Browser back' }));
  expect(
    await screen.findByRole('heading', { name: 'Lost' }),
  ).toBeInTheDocument();
});

it('shows the whole catalog for an address that names neither', async () => {
  const backend = severalFiles();
  const search = '?of=component:default/webapp';
  renderPlugin({ place: 'page', backend, catalog, search });
  await files();
  expect(backend.calls('getFiles')).toEqual([[undefined]]);
});

it('says how a file gets there where there is none, and leads back to all', async () => {
  const backend = new InMemoryFigma({
    files: of => makeFiles(of ? { of, items: [] } : {}),
  });
  renderPlugin({
    place: 'page',
    backend,
    catalog,
    search: `?of=${CLIENT_APPS}`,
  });
  expect(
    await screen.findByText('No design file belongs to it'),
  ).toBeInTheDocument();
  expect(screen.getByText(/figma\.com\/file-url: https/)).toBeInTheDocument();
  await userEvent.click(
    screen.getByRole('button', { name: 'Show the whole catalog' }),
  );
  expect(await files()).toHaveLength(1);
});

it.each([
  ['not_configured', 'Figma isn’t connected yet', 0],
  ['figma_credentials_rejected', 'Figma rejects the portal’s token', 1],
])('says %s in words', async (code, title, alerts) => {
  const backend = new InMemoryFigma();
  await backend.fail(
    'getFiles',
    new FigmaProblemError(makeProblem({ code, remedy: 'Do this.' })),
  );
  renderPlugin({ place: 'page', backend, catalog });
  expect(await screen.findByText(title)).toBeInTheDocument();
  expect(screen.getByText(/Do this\./)).toBeInTheDocument();
  expect(screen.queryAllByRole('alert')).toHaveLength(alerts);
});

it('shows the platform team how the portal gets on with Figma, and nobody else', async () => {
  const backend = new InMemoryFigma({
    status: makeStatus({
      budgets: [
        {
          tier: 1,
          perMinute: 15,
          left: 0,
          calls: 30,
          blockedUntil: '2030-01-02T03:04:05.000Z',
        },
        { tier: 3, perMinute: 100, left: 98, calls: 1 },
      ],
      lastLimit: { at: ago(DAY_MS), limitType: 'low' },
      lastProblem: { ...makeProblem(), at: ago(DAY_MS) },
      webhook: { configured: true, lastDeliveryAt: ago(DAY_MS), refused: 2 },
    }),
  });
  renderPlugin({ place: 'page', backend, catalog });
  const state = await screen.findByRole('region', {
    name: 'How the portal gets on with Figma',
  });
  for (const text of [
    /Waits until 2030-01-0\d/,
    /98 of 100 a minute left/,
    /viewer’s seat/,
    /Figma answered 500/,
    /Last told 1 day ago, 2 turned away/,
    /4 files, 41 pictures, 2\.4 MB/,
  ]) {
    expect(state).toHaveTextContent(text);
  }
  await expectAccessible();
});

it('has no such part for others', async () => {
  const backend = new InMemoryFigma();
  await backend.fail('getStatus', { status: 403, message: 'No.' });
  renderPlugin({ place: 'page', backend, catalog });
  await files();
  expect(screen.queryByText(/gets on with Figma/)).not.toBeInTheDocument();
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

it('shows the files of the system whose page it is', async () => {
  const backend = severalFiles();
  renderPlugin({ place: 'whole', backend, entity: clientApps });
  expect(await screen.findByText('MobZ iOS')).toBeInTheDocument();
  expect(backend.calls('getFiles')).toEqual([[CLIENT_APPS]]);
});
