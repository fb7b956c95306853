import { ResponseError } from '@backstage/errors';
import { useQuery } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { ReactNode } from 'react';
import {
  createPortalQueryClient,
  portalQueryWrapper,
} from './PortalQueryProvider';

const { component: Wrapper, useWrapperValue } = portalQueryWrapper;

function App(props: { children: ReactNode }) {
  return <Wrapper value={useWrapperValue()}>{props.children}</Wrapper>;
}

function View(props: { read: () => Promise<string> }) {
  const { data } = useQuery({ queryKey: ['shared'], queryFn: props.read });
  return <p>{data ?? 'nothing yet'}</p>;
}

describe('the portal’s queries', () => {
  it('are shared by the views of a plugin', async () => {
    const read = jest.fn().mockResolvedValue('read once');
    render(
      <App>
        <View read={read} />
        <View read={read} />
      </App>,
    );
    expect(await screen.findAllByText('read once')).toHaveLength(2);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('ask once more after a broken connection, and never after an answer of our backends', async () => {
    const { queries, mutations } =
      createPortalQueryClient().getDefaultOptions();
    const retry = queries?.retry as (failures: number, error: Error) => boolean;
    const answer = (status: number, body?: object) =>
      ResponseError.fromResponse({
        ok: false,
        status,
        headers: new Headers({ 'content-type': 'application/json' }),
        text: async () => (body ? JSON.stringify(body) : ''),
      } as unknown as Response);
    const refusal = await answer(403);
    const timeout = await answer(503, {
      error: {
        name: 'ServiceUnavailableError',
        message: 'GitHub took too long to answer.',
        code: 'github_timeout',
        remedy: 'Try again.',
      },
      response: { statusCode: 503 },
    });
    expect(retry(0, new TypeError('Failed to fetch'))).toBe(true);
    expect(retry(1, new TypeError('Failed to fetch'))).toBe(false);
    expect(retry(0, refusal)).toBe(false);
    // Something between browser and backend was in the way.
    expect(retry(0, await answer(502))).toBe(true);
    // The backend itself has waited, and tried again where that makes sense.
    expect(retry(0, timeout)).toBe(false);
    expect(mutations?.retry).toBe(false);
    expect(queries?.refetchOnWindowFocus).toBe(false);
  });
});
