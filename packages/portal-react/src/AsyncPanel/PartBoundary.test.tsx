import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PartBoundary } from './PartBoundary';

describe('PartBoundary', () => {
  it('keeps a fault to its part, and draws the part anew on request', async () => {
    // React says on the console what it has caught.
    const error = jest.spyOn(console, 'error').mockImplementation();
    let broken = true;
    const Rooms = () => {
      if (broken) {
        throw new Error('no rooms');
      }
      return <p>Three rooms</p>;
    };
    render(
      <>
        <PartBoundary name="Rooms">
          <Rooms />
        </PartBoundary>
        <p>Munits</p>
      </>,
    );
    expect(screen.getByText('Munits')).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent(
      'Rooms can’t be shown: no rooms',
    );
    broken = false;
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(screen.getByText('Three rooms')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    error.mockRestore();
  });
});
