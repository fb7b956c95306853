import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { SimulatedUpstreamsNote } from './SimulatedUpstreamsNote';

function renderNote(portal?: { simulatedUpstreams?: string[] }) {
  renderInTestApp(
    <>
      <SimulatedUpstreamsNote />
      <p>the page</p>
    </>,
    { config: { portal } },
  );
}

describe('SimulatedUpstreamsNote', () => {
  it('names each simulated upstream', async () => {
    renderNote({ simulatedUpstreams: ['GitHub', 'Figma'] });
    expect(await screen.findByRole('note')).toHaveTextContent(
      'Simulated upstreams: GitHub, Figma. Nothing you do here leaves this machine.',
    );
  });

  it.each([undefined, {}, { simulatedUpstreams: [] }])(
    'says nothing when all upstreams are real (%j)',
    async portal => {
      renderNote(portal);
      expect(await screen.findByText('the page')).toBeVisible();
      expect(screen.queryByRole('note')).not.toBeInTheDocument();
    },
  );
});
