import { ResponseError } from '@backstage/errors';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AsyncPanel, AsyncPanelQuery } from './AsyncPanel';
import { EmptyNote } from './EmptyNote';

type Answer = {
  items: string[];
  stale?: boolean;
  staleReason?: string;
  fetchedAt?: string;
};

function renderPanel(query: Partial<AsyncPanelQuery<Answer>>) {
  const refetch = jest.fn();
  render(
    <AsyncPanel
      query={{
        data: undefined,
        error: null,
        isFetching: false,
        refetch,
        ...query,
      }}
      label="runs"
      isEmpty={({ items }) => items.length === 0}
      empty={<EmptyNote title="No runs">Start one.</EmptyNote>}
    >
      {({ items }) => <p>{items.join()}</p>}
    </AsyncPanel>,
  );
  return refetch;
}

function refusal(status: number) {
  return ResponseError.fromResponse({
    ok: false,
    status,
    headers: new Headers({ 'content-type': 'application/json' }),
    text: async () =>
      JSON.stringify({
        error: {
          name: 'E',
          message: 'Because.',
          code: 'some_code',
          remedy: 'Do this.',
        },
        response: { statusCode: status },
      }),
  } as unknown as Response);
}

describe('AsyncPanel', () => {
  it('shows that it is loading, and what', () => {
    renderPanel({ isFetching: true });
    expect(
      screen.getByRole('status', { name: 'Loading runs' }),
    ).toHaveAttribute('aria-busy', 'true');
  });

  it('shows data', () => {
    renderPanel({ data: { items: ['a', 'b'] } });
    expect(screen.getByText('a,b')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(screen.queryByRole('status')).not.toBeInTheDocument();
  });

  it('says that there is nothing', () => {
    renderPanel({ data: { items: [] } });
    expect(screen.getByText('No runs')).toBeInTheDocument();
    expect(screen.getByText('Start one.')).toBeInTheDocument();
  });

  it('says what happened, why and what to do, and retries', async () => {
    const refetch = renderPanel({ error: await refusal(503) });
    const alert = screen.getByRole('alert');
    for (const text of [
      'Not available right now',
      'Because.',
      'Do this.',
      'some_code',
    ]) {
      expect(alert).toHaveTextContent(text);
    }
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(refetch).toHaveBeenCalledTimes(1);
  });

  it('offers no retry to somebody who may not see it', async () => {
    renderPanel({ error: await refusal(403) });
    expect(screen.getByRole('alert')).toHaveTextContent(
      'You are not allowed to do this',
    );
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('says since when data is old', () => {
    renderPanel({
      data: {
        items: ['a'],
        stale: true,
        staleReason: 'GitHub is down.',
        fetchedAt: new Date(Date.now() - 3_600_000).toISOString(),
      },
    });
    expect(screen.getByRole('status')).toHaveTextContent(
      'This may be out of date: last read 1 hour agoGitHub is down.',
    );
    expect(screen.getByText('a')).toBeInTheDocument();
  });

  it('keeps data whose renewal failed, with the error above it', async () => {
    renderPanel({ data: { items: ['a'] }, error: await refusal(502) });
    expect(screen.getByRole('alert')).toHaveTextContent('Because.');
    expect(screen.getByText('a')).toBeInTheDocument();
  });
});
