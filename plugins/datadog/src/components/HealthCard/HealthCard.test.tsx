import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { makeResponseError } from '@internal/portal-react/testHelpers';
import { expectAccessible } from '@internal/portal-react/testUtils';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { DatadogProblemError } from '../../api';
import {
  ago,
  answered,
  counts,
  HOUR_MS,
  makeProblem,
  makeSite,
  makeSummary,
  WEBAPP,
} from '../../testHelpers/builders';
import { unnamed } from '../../testHelpers/entity';
import {
  InMemoryDatadog,
  InMemoryState,
} from '../../testHelpers/InMemoryDatadog';

function open(state: Partial<InMemoryState> = {}) {
  const backend = new InMemoryDatadog(state);
  renderPlugin({ backend, place: 'health' });
  return backend;
}

/** What stands beside a name. */
async function part(name: string) {
  return (await screen.findByText(name)).nextElementSibling as HTMLElement;
}

describe('the health card', () => {
  it('shows the roll-up, the counts, the worst SLO and the incidents in progress', async () => {
    open();
    const monitors = await part('Monitors');
    expect(monitors).toHaveTextContent(
      'Alert3 monitors: 1 in alert, 2 OK; 1 muted',
    );
    expect(await part('SLOs')).toHaveTextContent(
      '2 SLOs: 1 breachedBreachedSign-in worksover 30dError budget overspent by 90%',
    );
    const incident = within(await part('Incidents')).getByRole('link');
    expect(incident).toHaveTextContent('#42 Nobody can sign in');
    expect(incident).toHaveAttribute('rel', 'noopener noreferrer');
    expect(
      screen.getByRole('link', { name: /^Monitors, SLOs/ }),
    ).toHaveAttribute('href', '/entity/datadog?environment=production');
    await expectAccessible();
  });

  it('marks what is muted, and says how the rest is', async () => {
    open({
      summary: makeSummary({
        monitors: answered({
          health: { state: 'Alert', muted: true, unmutedState: 'Warn' },
          counts: counts(),
        }),
      }),
    });
    expect(await part('Monitors')).toHaveTextContent(
      'Alert, mutedWithout what is muted: Warn',
    );
    expect(screen.getByText('Alert, muted')).toHaveAttribute(
      'data-tone',
      'neutral',
    );
  });

  it('says of a part that fails what to do, and leaves the others as they are', async () => {
    const backend = open({
      summary: makeSummary({
        slos: {
          outcome: 'failed',
          problem: makeProblem({
            code: 'datadog_scope_missing',
            message: 'The key may not read SLOs.',
            remedy: 'Give it the scope slos_read.',
          }),
        },
        incidents: answered(
          { total: 0, gravest: [] },
          {
            stale: true,
            fetchedAt: ago(2 * HOUR_MS),
            problem: makeProblem({ message: 'Datadog is silent.' }),
          },
        ),
      }),
    });
    const slos = within(await part('SLOs'));
    expect(slos.getByRole('alert')).toHaveTextContent(
      'lacks a scopeThe key may not read SLOs.Give it the scope slos_read.',
    );
    expect(await part('Monitors')).toHaveTextContent('1 in alert');
    expect(await part('Incidents')).toHaveTextContent(
      /last read 2 hours agoDatadog is silent\..*None in progress/,
    );
    backend.state.summary = makeSummary();
    await userEvent.click(slos.getByRole('button', { name: 'Retry' }));
    await waitFor(() =>
      expect(screen.queryByRole('alert')).not.toBeInTheDocument(),
    );
  });

  it('asks for the environment that is chosen, and keeps it in the address', async () => {
    const backend = open();
    await part('Monitors');
    await userEvent.click(screen.getByRole('radio', { name: 'Staging' }));
    await waitFor(() =>
      expect(backend.calls('getSummary').at(-1)).toEqual([
        WEBAPP,
        { environment: 'staging' },
      ]),
    );
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '?environment=staging',
    );
  });

  it('says what there is none of', async () => {
    open({
      site: makeSite({ environments: [{ name: 'prod', title: 'Prod' }] }),
      summary: makeSummary({
        monitors: answered({
          health: { state: 'None', muted: false, unmutedState: 'None' },
          counts: counts({ total: 0, alert: 0, ok: 0, muted: 0 }),
        }),
        slos: {
          outcome: 'not_asked',
          problem: makeProblem({ message: 'No tag.' }),
        },
        incidents: answered({ total: 0, gravest: [] }),
      }),
    });
    expect(await part('Monitors')).toHaveTextContent(/no monitors/);
    expect(await part('SLOs')).toHaveTextContent(/^No tag\./);
    expect(screen.queryByRole('radio')).not.toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('names what to configure where Datadog isn’t connected, without an alarm', async () => {
    const backend = new InMemoryDatadog();
    backend.fail(
      'getSite',
      new DatadogProblemError(
        makeProblem({ code: 'not_configured', remedy: 'Set datadog.apiKey.' }),
      ),
    );
    renderPlugin({ backend, place: 'health' });
    expect(
      await screen.findByText('Datadog isn’t connected yet'),
    ).toBeInTheDocument();
    expect(screen.getByText(/Set datadog\.apiKey/)).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says that the viewer may not see it, without a button that would change nothing', async () => {
    const backend = new InMemoryDatadog();
    backend.fail(
      'getSummary',
      await makeResponseError({ status: 403, message: 'No.', code: 'x' }),
    );
    renderPlugin({ backend, place: 'health' });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You are not allowed to do this',
    );
    expect(
      screen.queryByRole('button', { name: 'Retry' }),
    ).not.toBeInTheDocument();
  });

  it('isn’t there for an entity that names nothing, and nothing is asked', async () => {
    const backend = new InMemoryDatadog();
    renderPlugin({ backend, place: 'health', entity: unnamed });
    expect(await screen.findByText('Another tab')).toBeInTheDocument();
    expect(backend.asked).toEqual([]);
  });
});
