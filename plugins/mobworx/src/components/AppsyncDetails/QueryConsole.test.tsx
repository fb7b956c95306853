import { expectAccessible } from '@internal/portal-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { openAppsync } from '../../__testUtils__/openAppsync';
import { makeEnvironments } from '../../testHelpers/builders';

const part = (name: string) => screen.findByRole('region', { name });
const address = () => screen.getByLabelText('address').textContent;

describe('the query console', () => {
  const field = (name: RegExp) => screen.findByRole('textbox', { name });
  async function write(query: string, variables = '') {
    const editor = await field(/^Query/);
    await userEvent.clear(editor);
    await userEvent.click(editor);
    await userEvent.paste(query);
    if (variables) {
      await userEvent.click(await field(/^Variables/));
      await userEvent.paste(variables);
    }
  }
  const runButton = () => screen.getByRole('button', { name: 'Run the query' });

  it('sends a query with its variables and shows the answer', async () => {
    const backend = openAppsync();
    await write('query A { room { id } }', '{"id": "1"}');
    await userEvent.click(runButton());
    expect(await part('Answer')).toHaveTextContent('"__typename": "Query"');
    expect(backend.queried).toEqual([
      {
        environment: 'staging',
        query: 'query A { room { id } }',
        variables: { id: '1' },
      },
    ]);
    expect(address()).toMatch(/\?query=query\+A/);
    expect(address()).not.toMatch(/variables/);
    expect(await part('Query console')).toHaveTextContent(
      /At most 20 KB, 8 fields below each other, 20 aliases, 500 fields and 10 seconds/,
    );
    await expectAccessible();
  });

  it('runs by keyboard, and asks which of several operations', async () => {
    const backend = openAppsync(
      {},
      `?query=${encodeURIComponent('query A { a } query B { b }')}`,
    );
    await userEvent.click(await field(/^Query/));
    expect(backend.queried).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: /Operation/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'B' }));
    await userEvent.click(await field(/^Query/));
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() =>
      expect(backend.queried).toMatchObject([{ operationName: 'B' }]),
    );
  });

  it('says why a query is refused', async () => {
    const backend = openAppsync();
    await backend.fail('sendQuery', {
      status: 400,
      code: 'query_not_a_query',
      message: 'The document has a mutation.',
      remedy: 'Leave queries only.',
    });
    await write('mutation { closeRoom { id } }');
    await userEvent.click(runButton());
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /has a mutation.*Leave queries only.*query_not_a_query/,
    );
    expect(screen.queryByRole('region', { name: 'Answer' })).toBeNull();
  });

  it('shows errors of the API as a part of its answer', async () => {
    const backend = openAppsync();
    backend.onQuery = async () => ({
      data: null,
      errors: [{ message: 'Not Authorized' }],
      durationMs: 1_234,
    });
    await write('{ a }');
    await userEvent.click(runButton());
    expect(
      await screen.findByText('Answered with 1 error'),
    ).toBeInTheDocument();
    expect(await part('Answer')).toHaveTextContent('Not Authorized');
    expect(await part('Query console')).toHaveTextContent('in 1,234 ms');
  });

  it.each([
    ['{ "id": ', /This is not JSON/],
    ['[1]', /Variables are a JSON object/],
  ])('sends nothing with variables %s', async (variables, words) => {
    const backend = openAppsync();
    await write('{ a }', variables);
    expect(await screen.findByText(words)).toBeInTheDocument();
    expect(runButton()).toBeDisabled();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(backend.queried).toEqual([]);
  });

  it.each([
    ['switched-off', /switched off in Staging.*queryConsole/],
    ['not-permitted', /takes the permission mobworx\.graphql\.query/],
  ] as const)(
    'is not there where it is %s, with the reason',
    async (why, words) => {
      const environments = makeEnvironments();
      environments.environments[0].may = {
        queryGraphql: false,
        startStudioSession: false,
        withheld: { queryGraphql: why },
      };
      openAppsync({ environments });
      const console_ = await part('Query console');
      await waitFor(() => expect(console_).toHaveTextContent(words));
      expect(within(console_).queryByRole('textbox')).toBeNull();
    },
  );
});
