import type { Summary } from '@internal/plugin-figma-common';
import { FakeSignals } from '@internal/portal-react/testHelpers';
import { expectAccessible } from '@internal/portal-react/testUtils';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { watchPictures } from '../../__testUtils__/pictures';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { FigmaProblemError } from '../../api';
import {
  ago,
  DAY_MS,
  imagePath,
  makeFile,
  makeProblem,
  makeSummary,
} from '../../testHelpers/builders';
import { demo } from '../../testHelpers/entity';
import { InMemoryFigma } from '../../testHelpers/InMemoryFigma';

/** What stands beside a name. */
async function fact(name: string) {
  return (await screen.findByText(name)).parentElement!;
}

describe('the card of an entity', () => {
  it('shows what the file looks like, who changed it last and what is to be done, and leads on', async () => {
    const { live } = watchPictures();
    const backend = new InMemoryFigma();
    renderPlugin({ place: 'card', backend });
    expect(
      await screen.findByRole('link', { name: /^MobZ WebApp, open in Figma/ }),
    ).toHaveAttribute('href', makeFile().url);
    expect(screen.getByText('Design file in Client apps')).toBeInTheDocument();
    expect(screen.getByText(/^Changed/)).toHaveTextContent(
      'Changed 3 hours ago by Ida Novak',
    );
    expect(await fact('Open comments')).toHaveTextContent(/7$/);
    expect(await fact('Ready for dev')).toHaveTextContent(/2$/);
    expect(await fact('Completed')).toHaveTextContent(/1$/);
    const picture = await screen.findByRole('img', {
      name: 'The file MobZ WebApp at a glance',
    });
    expect(live.get(picture.getAttribute('src')!)?.type).toBe('image/png');
    expect(backend.calls('getImage')).toEqual([[imagePath('thumbnail')]]);
    await expectAccessible();
    await userEvent.click(
      screen.getByRole('link', { name: /^Frames, comments/ }),
    );
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '/entity/design',
    );
  });

  it('says of what Figma doesn’t tell why it isn’t known, and shows the rest', async () => {
    watchPictures();
    renderPlugin({
      place: 'card',
      backend: new InMemoryFigma({
        summary: makeSummary({
          thumbnail: undefined,
          thumbnailProblem: makeProblem({
            code: 'figma_not_rendered',
            message: 'It is empty.',
          }),
          lastChange: { at: ago(DAY_MS) },
          openComments: {
            problem: makeProblem({ code: 'figma_scope_missing' }),
          },
        }),
      }),
    });
    expect(await fact('Open comments')).toHaveTextContent(
      'Not known: The portal’s token may not read this',
    );
    expect(await fact('Ready for dev')).toHaveTextContent(/2$/);
    expect(screen.getByText('Figma couldn’t draw this')).toBeInTheDocument();
    expect(screen.getByText(/^Changed/)).toHaveTextContent(
      /^Changed 1 day ago$/,
    );
    expect(document.body.textContent).not.toMatch(/undefined|NaN|null/);
  });

  it('keeps what is stored while Figma rations the portal, with its age and the time that it resumes', async () => {
    const resumesAt = '2030-01-02T03:04:05.000Z';
    renderPlugin({
      place: 'card',
      backend: new InMemoryFigma({
        summary: makeSummary({
          stale: true,
          fetchedAt: ago(2 * DAY_MS),
          resumesAt,
          problem: makeProblem({
            code: 'figma_rate_limited',
            message: 'The portal has used up its calls.',
          }),
        }),
      }),
    });
    const note = (await screen.findByText(/last read/)).closest(
      '[role="status"]',
    );
    expect(note).toHaveTextContent(
      /2 days ago.*used up its calls.*asked of Figma until 2030-01-0\d/,
    );
    expect(await fact('Open comments')).toHaveTextContent(/7$/);
  });

  it('asks again when it is told to, and when the backend tells of a change of this file', async () => {
    const backend = new InMemoryFigma();
    const signals = new FakeSignals();
    await backend.fail('getSummary', new FigmaProblemError(makeProblem()));
    renderPlugin({ place: 'card', backend, signals });
    await screen.findByText('Figma itself is failing');
    backend.mend('getSummary');
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await fact('Open comments')).toHaveTextContent(/7$/);
    const asked = backend.calls('getSummary').length;
    backend.state.summary = makeSummary({ openComments: { count: 8 } });
    act(() => signals.emit({ changed: 'ffffffffffffffff' }));
    expect(backend.calls('getSummary')).toHaveLength(asked);
    act(() => signals.emit({ changed: makeFile().changeMark }));
    await waitFor(async () =>
      expect(await fact('Open comments')).toHaveTextContent(/8$/),
    );
  });

  it('asks again when the backend tells of a change while it reads for the first time', async () => {
    const backend = new InMemoryFigma();
    const signals = new FakeSignals();
    let answer: (summary: Summary) => void = () => {};
    jest.spyOn(backend, 'getSummary').mockImplementationOnce(
      () =>
        new Promise(resolve => {
          answer = resolve;
        }),
    );
    renderPlugin({ place: 'card', backend, signals });
    await waitFor(() => expect(backend.getSummary).toHaveBeenCalled());
    act(() => signals.emit({ changed: makeFile().changeMark }));
    backend.state.summary = makeSummary({ openComments: { count: 8 } });
    answer(makeSummary());
    await waitFor(async () =>
      expect(await fact('Open comments')).toHaveTextContent(/8$/),
    );
  });

  it('says that the viewer may not see it, without a button that would change nothing', async () => {
    const backend = new InMemoryFigma();
    await backend.fail('getSummary', {
      status: 403,
      message: 'You may not see designs.',
      code: 'not_permitted',
    });
    renderPlugin({ place: 'card', backend });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You are not allowed to do this',
    );
    expect(
      screen.queryByRole('button', { name: 'Retry' }),
    ).not.toBeInTheDocument();
  });

  it('isn’t there for an entity without a file, and nothing is asked', async () => {
    const backend = new InMemoryFigma();
    renderPlugin({ place: 'card', backend, entity: demo });
    expect(await screen.findByText('Another tab')).toBeInTheDocument();
    expect(backend.calls('getSummary')).toEqual([]);
  });
});
