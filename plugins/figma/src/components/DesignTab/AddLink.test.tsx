import { expectAccessible } from '@internal/portal-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { FigmaProblemError } from '../../api';
import {
  makeDevResources,
  makeProblem,
  WEBAPP,
} from '../../testHelpers/builders';
import { InMemoryFigma } from '../../testHelpers/InMemoryFigma';

const add = () => screen.findByRole('button', { name: 'Link to this entity' });

async function openDialog() {
  await userEvent.click(await add());
  return within(await screen.findByRole('dialog'));
}

it('adds the link to a chosen part after a question that names file, part and address', async () => {
  const backend = new InMemoryFigma();
  renderPlugin({ place: 'tab', backend });
  const dialog = await openDialog();
  const question = dialog.getByText(/In the Figma file/);
  expect(question).toHaveTextContent(
    /In the Figma file MobZ WebApp, “Lobby” gets a link to https:\/\/portal\.example\/catalog\/default\/component\/webapp/,
  );
  await userEvent.click(
    dialog.getByRole('button', { name: /Part of the file/ }),
  );
  // What has the link already isn’t offered.
  expect(
    screen.getAllByRole('option').map(({ textContent }) => textContent),
  ).toEqual(['Lobby', 'Room list']);
  await userEvent.click(screen.getByRole('option', { name: 'Room list' }));
  expect(question).toHaveTextContent('“Room list” gets a link');
  await expectAccessible();
  expect(backend.calls('addDevResource')).toEqual([]);
  await userEvent.click(dialog.getByRole('button', { name: 'Add link' }));
  expect(
    await screen.findByText('“Room list” links to this entity now.'),
  ).toBeInTheDocument();
  expect(backend.calls('addDevResource')).toEqual([[WEBAPP, '5:1']]);
  expect(
    await screen.findByRole('link', { name: /^WebApp in the portal/ }),
  ).toBeInTheDocument();
  expect(screen.getByText('This entity')).toBeInTheDocument();
});

it('adds nothing when it is cancelled, and says why Figma or the portal refuses', async () => {
  const backend = new InMemoryFigma();
  await backend.fail(
    'addDevResource',
    new FigmaProblemError(
      makeProblem({
        code: 'dev_resource_limit',
        message: 'Lobby has ten links.',
        remedy: 'Remove one in Figma.',
      }),
    ),
  );
  renderPlugin({ place: 'tab', backend });
  const dialog = await openDialog();
  await userEvent.click(dialog.getByRole('button', { name: 'Add link' }));
  expect(await dialog.findByRole('alert')).toHaveTextContent(
    /no room for another link.*Lobby has ten links.*Remove one in Figma/,
  );
  await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
  await waitFor(() =>
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
  );
  expect(backend.calls('addDevResource')).toHaveLength(1);
  expect(
    screen.queryByText(/links to this entity now/),
  ).not.toBeInTheDocument();
});

it.each([
  ['may not', { mayAdd: false }, /not add one/],
  [
    'has nothing left to link',
    { linkable: [{ nodeId: '1:2', name: 'Join', linked: true }] },
    /has the link already/,
  ],
])('tells whoever %s why', async (_who, state, reason) => {
  renderPlugin({
    place: 'tab',
    backend: new InMemoryFigma({ devResources: makeDevResources(state) }),
  });
  expect(await add()).toBeDisabled();
  expect(await add()).toHaveAccessibleDescription(reason);
});
