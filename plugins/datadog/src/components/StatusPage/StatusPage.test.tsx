import { screen, within } from '@testing-library/react';
import { makeResponseError } from '@internal/portal-react/testHelpers';
import { expectAccessible } from '@internal/portal-react/testUtils';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { makeStatus } from '../../testHelpers/activityBuilders';
import { makeProblem } from '../../testHelpers/builders';
import {
  InMemoryDatadog,
  InMemoryState,
} from '../../testHelpers/InMemoryDatadog';

const open = (state: Partial<InMemoryState> = {}) =>
  renderPlugin({ backend: new InMemoryDatadog(state), place: 'status' });

const row = (name: RegExp) => screen.findByRole('row', { name });

describe('how the portal gets on with Datadog', () => {
  it('shows which scope is missing, which limit is nearly used up and which is waited for', async () => {
    open();
    expect(await row(/^Monitors/)).toHaveTextContent(
      /monitors_readAllowed20 of 100 calls leftin 60 s, anew at .*120$/,
    );
    expect(screen.getByText('20 of 100 calls left')).toHaveAttribute(
      'data-tone',
      'warning',
    );
    expect(await row(/^SLOs/)).toHaveTextContent(
      /slos_readRefused.*lacks a scope: Datadog refuses SLOs\. Give the application key the scope slos_read\.Not told yet33$/,
    );
    expect(await row(/^Events/)).toHaveTextContent(
      /Not asked yetNothing is sent until/,
    );
    expect(screen.queryByText(/content security policy/)).toBeNull();
    await expectAccessible();
  });

  it('shows which key is wrong, and what to configure for frames', async () => {
    open({
      status: makeStatus({
        apiKey: {
          result: 'rejected',
          problem: makeProblem({
            code: 'datadog_api_key_rejected',
            message: 'It isn’t a key of datadoghq.eu.',
            remedy: 'Set datadog.apiKey or datadog.site.',
          }),
        },
        applicationKey: { result: 'unknown' },
        embedHostsBlocked: ['p.datadoghq.eu'],
      }),
    });
    const keys = within(
      await screen.findByRole('region', { name: 'Site and keys' }),
    );
    expect(keys.getByText('API key').nextElementSibling).toHaveTextContent(
      'RejectedDatadog rejects the portal’s API key: It isn’t a key of datadoghq.eu. Set datadog.apiKey or datadog.site.',
    );
    expect(
      keys.getByText('Application key').nextElementSibling,
    ).toHaveTextContent('Not known');
    expect(
      screen.getByRole('region', { name: 'What to configure' }),
    ).toHaveTextContent(/frame-src:.*- https:\/\/p\.datadoghq\.eu/);
  });

  it('is for the platform team', async () => {
    const backend = new InMemoryDatadog();
    backend.fail(
      'getStatus',
      await makeResponseError({
        status: 403,
        message: 'It is for the platform team.',
        code: 'not_permitted',
      }),
    );
    renderPlugin({ backend, place: 'status' });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You are not allowed to do thisIt is for the platform team.',
    );
  });
});
