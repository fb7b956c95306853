import { expectAccessible } from '@internal/portal-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { watchPictures } from '../../__testUtils__/pictures';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { FigmaProblemError } from '../../api';
import {
  ago,
  DAY_MS,
  makeComments,
  makeComponents,
  makeFile,
  makeFrame,
  makeFrames,
  makeItem,
  makeProblem,
  makeResource,
  makeDevResources,
  makeSections,
  makeSummary,
  makeThread,
  makeVersion,
  makeVersions,
  partUrl,
} from '../../testHelpers/builders';
import { demo } from '../../testHelpers/entity';
import { InMemoryFigma } from '../../testHelpers/InMemoryFigma';

/** A part of the tab, when it has its answer. */
async function part(title: string) {
  return within(await screen.findByRole('region', { name: title }));
}

const texts = (rows: HTMLElement[]) => rows.map(row => row.textContent);

let pictures: ReturnType<typeof watchPictures>;

beforeEach(() => {
  pictures = watchPictures();
});

it('shows every part of the file, each with its way into Figma and Dev Mode', async () => {
  renderPlugin({ place: 'tab', backend: new InMemoryFigma() });
  const frames = await part('Frames');
  expect(
    await frames.findByRole('link', {
      name: /^Open in Dev Mode: Join a room/,
    }),
  ).toHaveAttribute('href', `${partUrl('1:2')}&m=dev`);
  const open = frames.getByRole('link', { name: /^Open in Figma: Lobby/ });
  expect(open).toHaveAttribute('href', partUrl('1:3'));
  expect(open).toHaveAttribute('rel', 'noopener noreferrer');
  expect(await frames.findAllByRole('img')).toHaveLength(2);
  expect(frames.getByText('Ready for development')).toBeInTheDocument();

  const ready = await part('Ready for development');
  expect(texts(await ready.findAllByRole('listitem'))).toEqual([
    expect.stringMatching(
      /^Room listReady for development.*both languages.*On Rooms, since 1 day ago by Ida Novak/,
    ),
    expect.stringMatching(/^ProfileCompleted/),
  ]);

  const comments = await part('Open comments');
  const [thread] = await comments.findAllByRole('listitem');
  // Text is shown as text.
  expect(thread).toHaveTextContent('Is the button <b>sticky</b> on a phone?');
  expect(thread).toHaveTextContent(
    '2 replies, the last by Ida Novak, 1 hour ago',
  );
  expect(
    within(thread).getByRole('link', { name: /^Answer in Figma/ }),
  ).toHaveAttribute('href', `${partUrl('1:2')}#900`);

  const versions = await part('Versions');
  expect(texts(await versions.findAllByRole('listitem'))).toEqual([
    expect.stringMatching(/^Release 2\.4.*What was built/),
    expect.stringMatching(/^Saved by Figma/),
  ]);

  const library = await part('Library');
  expect(texts(await library.findAllByRole('listitem'))).toEqual([
    expect.stringMatching(/^ButtonComponent set.*Starts something/),
    expect.stringMatching(/^InkStyle \(fill\)/),
  ]);

  const links = await part('Links to code');
  expect(
    await links.findByRole('link', { name: /^Join\.tsx/ }),
  ).toHaveAttribute(
    'href',
    'https://github.com/MobWorx/webapp/blob/main/src/Join.tsx',
  );
  await expectAccessible();
});

it('shows a frame in large, by its address too, and gives its picture back', async () => {
  renderPlugin({ place: 'tab', backend: new InMemoryFigma() });
  const frames = await part('Frames');
  await userEvent.click(
    await frames.findByRole('button', { name: 'Enlarge Lobby' }),
  );
  expect(screen.getByLabelText('address')).toHaveTextContent('frame=1%3A3');
  const dialog = within(await screen.findByRole('dialog', { name: 'Lobby' }));
  const picture = await dialog.findByRole('img', { name: 'Lobby' });
  const address = picture.getAttribute('src')!;
  expect(pictures.live.get(address)?.type).toBe('image/png');
  await userEvent.click(dialog.getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  expect(screen.getByLabelText('address')).not.toHaveTextContent('frame');
  expect(pictures.live.has(address)).toBe(false);
});

it('keeps each failure to its own part, and a missing picture to its own place', async () => {
  const backend = new InMemoryFigma({
    frames: makeFrames({
      frames: [
        makeFrame({
          image: undefined,
          problem: makeProblem({
            code: 'node_not_found',
            message: 'The file has no 1:2.',
          }),
        }),
        makeFrame({ nodeId: '1:3', name: 'Lobby' }),
      ],
    }),
  });
  await backend.fail(
    'getComments',
    new FigmaProblemError(
      makeProblem({ code: 'figma_scope_missing', message: 'No scope.' }),
    ),
  );
  renderPlugin({ place: 'tab', backend });
  const frames = await part('Frames');
  expect(
    await frames.findByText('The file doesn’t have this part any more'),
  ).toBeInTheDocument();
  expect(await frames.findAllByRole('img')).toHaveLength(1);
  expect(
    frames.queryByRole('button', { name: 'Enlarge Join a room' }),
  ).not.toBeInTheDocument();
  expect(
    await (await part('Open comments')).findByRole('alert'),
  ).toHaveTextContent(/may not read this.*No scope/);
  expect(screen.getAllByRole('alert')).toHaveLength(1);
  expect(
    await (await part('Versions')).findByText('Release 2.4'),
  ).toBeInTheDocument();
});

it('says in its place why a picture can’t be had', async () => {
  const backend = new InMemoryFigma();
  await backend.fail(
    'getImage',
    new FigmaProblemError(makeProblem({ code: 'figma_picture_unusable' })),
  );
  renderPlugin({ place: 'tab', backend });
  const frames = await part('Frames');
  await waitFor(() =>
    expect(frames.getAllByText('What Figma sent isn’t a picture')).toHaveLength(
      2,
    ),
  );
});

it('says once why everything is old, and of each part how old', async () => {
  const old = {
    stale: true,
    fetchedAt: ago(3 * DAY_MS),
    resumesAt: '2030-01-02T03:04:05.000Z',
    problem: makeProblem({ code: 'figma_rate_limited', message: 'Rationed.' }),
  };
  renderPlugin({
    place: 'tab',
    backend: new InMemoryFigma({
      summary: makeSummary(old),
      frames: makeFrames(old),
      comments: makeComments({
        ...old,
        problem: makeProblem({ message: 'Another reason.' }),
      }),
    }),
  });
  expect(
    await (await part('Frames')).findByText(/^Last read/),
  ).toHaveTextContent('Last read 3 days ago');
  expect(
    await (await part('Open comments')).findByText(/Another reason/),
  ).toBeInTheDocument();
  expect(screen.getAllByText(/Rationed\./)).toHaveLength(1);
});

it('says where there is nothing, and what would change that', async () => {
  renderPlugin({
    place: 'tab',
    backend: new InMemoryFigma({
      frames: makeFrames({ chosenBy: 'nobody', frames: [] }),
      sections: makeSections({ sections: [] }),
      comments: makeComments({ threads: [], total: 0 }),
      versions: makeVersions({ versions: [] }),
      components: makeComponents({ items: [], published: 0 }),
      devResources: makeDevResources({ resources: [], linkable: [] }),
    }),
  });
  for (const text of [
    'No frames are chosen',
    'Nothing is marked',
    'No open comments',
    'Figma has kept no version yet',
    'The file publishes nothing',
    'No part of the file links to code',
  ]) {
    expect(await screen.findByText(text)).toBeInTheDocument();
  }
  expect(screen.getByText('figma.com/node-ids')).toBeInTheDocument();
  expect(
    screen.getByRole('button', {
      name: 'Link to this entity',
      description: /There is nothing to link yet/,
    }),
  ).toBeDisabled();
});

it('begins long lists short, keeps what is unfolded in the address, and says what isn’t listed', async () => {
  const many = (length: number) => Array.from({ length }, (_, index) => index);
  renderPlugin({
    place: 'tab',
    search: '?kind=styles',
    backend: new InMemoryFigma({
      versions: makeVersions({
        versions: many(9).map(n => makeVersion({ id: `${n}`, label: `v${n}` })),
        more: true,
      }),
      comments: makeComments({ threads: [makeThread()], total: 130 }),
      components: makeComponents({
        chosenBy: 'annotation',
        published: 40,
        missing: ['Buton'],
        items: [
          makeItem(),
          makeItem({ key: 'ink', name: 'Ink', kind: 'style' }),
        ],
      }),
    }),
  });
  const versions = await part('Versions');
  const all = await versions.findByRole('button', { name: 'Show all 9' });
  expect(versions.getAllByRole('listitem')).toHaveLength(5);
  await userEvent.click(all);
  expect(versions.getAllByRole('listitem')).toHaveLength(9);
  expect(versions.getByText(/There are older ones/)).toBeInTheDocument();
  expect(screen.getByLabelText('address')).toHaveTextContent('versions=all');
  expect(
    await (await part('Open comments')).findByText(/130 threads are open/),
  ).toBeInTheDocument();
  const library = await part('Library');
  expect(texts(await library.findAllByRole('listitem'))).toEqual([
    expect.stringMatching(/^Ink/),
  ]);
  expect(library.getByRole('note')).toHaveTextContent(/doesn’t publish: Buton/);
  await userEvent.click(library.getByRole('radio', { name: 'Everything' }));
  expect(library.getAllByRole('listitem')).toHaveLength(2);
  expect(screen.getByLabelText('address')).not.toHaveTextContent('kind');
});

it('says how to name a file where none is named, and asks nobody', async () => {
  const backend = new InMemoryFigma();
  renderPlugin({ place: 'tab', backend, entity: demo });
  expect(
    await screen.findByText('No design file is named yet'),
  ).toBeInTheDocument();
  expect(screen.getByText(/figma\.com\/file-url: https/)).toBeInTheDocument();
  expect(backend.calls('getSummary')).toEqual([]);
  await expectAccessible();
});

it('links only to what is the address of a page', async () => {
  renderPlugin({
    place: 'tab',
    backend: new InMemoryFigma({
      summary: makeSummary({ file: makeFile({ devModeUrl: undefined }) }),
      devResources: makeDevResources({
        resources: [makeResource({ name: 'A trap', url: undefined })],
      }),
    }),
  });
  const links = await part('Links to code');
  expect(await links.findByText('A trap')).toBeInTheDocument();
  expect(links.queryByRole('link', { name: /A trap/ })).not.toBeInTheDocument();
  expect(
    screen.queryByRole('link', { name: /^Open in Dev Mode \(/ }),
  ).not.toBeInTheDocument();
});
