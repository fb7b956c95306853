import { figmaErrorCodes } from '@internal/plugin-figma-common';
import { render, screen } from '@testing-library/react';
import { FigmaProblemError, problemTitle } from '../../api';
import { FigmaPanel } from './FigmaPanel';

it.each(
  figmaErrorCodes.filter(code =>
    /^(figma_|file_|not_configured|annotation_)/.test(code),
  ),
)('gives %s a text and a remedy of its own', code => {
  const error = new FigmaProblemError({
    code,
    message: `Why ${code}.`,
    remedy: `What to do about ${code}.`,
  });
  render(
    <FigmaPanel
      query={{ data: undefined, error, isFetching: false, refetch: () => {} }}
      label="the design file"
    >
      {() => 'never'}
    </FigmaPanel>,
  );
  expect(screen.getByText(problemTitle(code)!)).toBeInTheDocument();
  expect(document.body).toHaveTextContent(
    new RegExp(`Why ${code}\\. ?What to do about ${code}\\.`),
  );
  // What only waits for somebody to write it down is no alarm.
  const isBroken = /^(figma|file)/.test(code);
  expect(screen.queryAllByRole('alert')).toHaveLength(isBroken ? 1 : 0);
  expect(screen.queryAllByText(/metadata:/)).toHaveLength(
    code.startsWith('annotation') ? 1 : 0,
  );
});

it('has a heading of its own for every problem', () => {
  const titles = figmaErrorCodes.flatMap(code => problemTitle(code) ?? []);
  expect(new Set(titles).size).toBe(titles.length);
  expect(titles.length).toBeGreaterThan(25);
});
