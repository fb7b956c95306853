import {
  RunConclusion,
  runConclusionSchema,
  RunStatus as Status,
  runStatusSchema,
} from '@internal/plugin-github-workflows-common';
import { render } from '@testing-library/react';
import { RunStatus } from './RunStatus';

describe('every status', () => {
  const all: [Status, RunConclusion | undefined][] = [
    ...runStatusSchema.options
      .filter(status => status !== 'completed')
      .map(status => [status, undefined] as [Status, undefined]),
    ['completed', undefined],
    ...runConclusionSchema.options.map(
      conclusion => ['completed', conclusion] as [Status, RunConclusion],
    ),
  ];

  it('and conclusion has an icon and words of its own', () => {
    const labels = all.map(([status, conclusion]) => {
      const { container, unmount } = render(
        <RunStatus item={{ status, conclusion }} />,
      );
      expect(container.querySelector('svg')).not.toBeNull();
      const label = container.textContent!;
      unmount();
      return label;
    });
    expect(labels).not.toContain('');
    expect(new Set(labels).size).toBe(all.length);
  });
});
