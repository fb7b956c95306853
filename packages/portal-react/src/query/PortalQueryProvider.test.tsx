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

  it('ask once more after a broken connection, and never after a refusal', async () => {
    const { queries, mutations } =
      createPortalQueryClient().getDefaultOptions();
    const retry = queries?.retry as (failures: number, error: Error) => boolean;
    const refusal = await ResponseError.fromResponse({
      ok: false,
      status: 403,
      headers: new Headers(),
      text: async () => '',
    } as unknown as Response);
    expect(retry(0, new TypeError('Failed to fetch'))).toBe(true);
    expect(retry(1, new TypeError('Failed to fetch'))).toBe(false);
    expect(retry(0, refusal)).toBe(false);
    expect(mutations?.retry).toBe(false);
    expect(queries?.refetchOnWindowFocus).toBe(false);
  });
});
