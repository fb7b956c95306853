import { screen } from '@testing-library/react';
import { watchPictures } from '../../__testUtils__/pictures';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { makeFile, makeSummary } from '../../testHelpers/builders';
import { InMemoryFigma } from '../../testHelpers/InMemoryFigma';

it.each(['card', 'tab'] as const)(
  'a FigJam board has nothing to be ready for development: its %s',
  async place => {
    watchPictures();
    const summary = makeSummary({
      file: makeFile({ editorType: 'figjam', devModeUrl: undefined }),
      readyForDev: { count: 0 },
      completed: { count: 0 },
    });
    renderPlugin({ place, backend: new InMemoryFigma({ summary }) });
    expect(await screen.findByText(/^FigJam board/)).toBeInTheDocument();
    expect(screen.queryByText(/^Ready for dev/)).toBeNull();
    expect(screen.queryByText('Completed')).toBeNull();
  },
);
