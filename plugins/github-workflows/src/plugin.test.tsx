import { fetchApiRef } from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import plugin from './index';
import { studioService } from './testHelpers/entity';

const notFound = {
  error: {
    name: 'NotFoundError',
    message: 'There is no repository MobWorx/studio-service.',
    code: 'repository_not_found',
  },
  response: { statusCode: 404 },
};

function renderWholePlugin(annotations: Record<string, string>) {
  const fetch = jest.fn(async (_url: string) => ({
    ok: false,
    status: 404,
    statusText: 'Not Found',
    headers: new Headers({ 'content-type': 'application/json' }),
    text: async () => JSON.stringify(notFound),
  }));
  const entity = {
    ...studioService,
    metadata: { ...studioService.metadata, annotations },
  };
  renderTestApp({
    features: [plugin],
    extensions: [createTestEntityPage({ entity })],
    apis: [[fetchApiRef, { fetch: fetch as never }]],
  });
  return fetch;
}

describe('the plugin in an app', () => {
  it('has a tab and cards for an entity with a repository, which ask its own backend', async () => {
    const fetch = renderWholePlugin(studioService.metadata.annotations!);
    await waitFor(() =>
      expect(screen.getAllByText(notFound.error.message)).toHaveLength(3),
    );
    const base =
      'plugin://github-workflows/entities/component/default/studio-service';
    expect(fetch.mock.calls.map(([url]) => url).sort()).toEqual([
      `${base}/repository`,
      `${base}/runs?page=1`,
      `${base}/waiting`,
    ]);
  });

  it('has nothing for an entity without one', async () => {
    const fetch = renderWholePlugin({});
    expect(await screen.findByTestId('empty-entity-page')).toBeInTheDocument();
    expect(fetch).not.toHaveBeenCalled();
  });
});
