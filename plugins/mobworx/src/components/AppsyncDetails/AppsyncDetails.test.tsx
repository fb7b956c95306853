import type { AppsyncAccess } from '@internal/plugin-mobworx-common';
import { expectAccessible } from '@internal/portal-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { openAppsync } from '../../__testUtils__/openAppsync';
import {
  changes,
  makeAccess,
  makeAppsync,
} from '../../testHelpers/appsyncBuilders';
import { makeStored, makeUnseen } from '../../testHelpers/builders';

const part = (name: string) => screen.findByRole('region', { name });
const address = () => screen.getByLabelText('address').textContent;
const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000 + 60_000).toISOString();
const openAccess = (access: Partial<AppsyncAccess>) =>
  openAppsync({
    appsync: {
      staging: makeAppsync({ access: makeStored(makeAccess(access)) }),
    },
  });

describe('access', () => {
  it('says how the portal signs in and what the API takes', async () => {
    openAccess({
      mode: 'AWS_IAM',
      otherKeys: [{ description: 'Left over', expiresAt: inDays(-3) }],
      introspection: 'disabled',
    });
    const access = await part('Access');
    expect(access).toHaveTextContent(
      /signs in witha signature of AWS IAM \(AWS_IAM\).*API_KEY, AWS_IAM.*disabled/,
    );
    expect(access).toHaveTextContent(/1 other key.*Left over: ended/);
    expect(within(access).queryByText(/ends in/)).not.toBeInTheDocument();
    await expectAccessible();
  });

  it.each([
    [12, 'The portal’s API key ends in 12 days'],
    [1, 'The portal’s API key ends in 1 day'],
    [0, 'The portal’s API key ends in less than a day'],
    [-1, 'The portal’s API key has ended'],
  ])('warns %s days before the key ends: %s', async (days, words) => {
    openAccess({ keyExpiresAt: inDays(days) });
    expect(await part('Access')).toHaveTextContent(words);
  });

  it('does not warn when the key lasts for more than 30 days', async () => {
    openAccess({ keyExpiresAt: inDays(31) });
    expect(await part('Access')).not.toHaveTextContent(
      /API key (ends|has ended)/,
    );
  });

  it('says why it knows nothing of the keys', async () => {
    openAccess({
      keysProblem: {
        code: 'upstream_forbidden',
        message: 'AWS doesn’t let the portal do appsync:ListApiKeys.',
        remedy: 'Allow it.',
      },
    });
    expect(await part('Access')).toHaveTextContent(
      /signs in with.*The API’s keys can’t be seen.*ListApiKeys\. Allow it/,
    );
  });

  it('says what it can’t know', async () => {
    openAccess({ modes: [], introspection: undefined });
    expect(await part('Access')).toHaveTextContent(
      /not known: AWS can’t be asked.*Introspectionnot known/,
    );
  });
});

describe('the schema', () => {
  it('can be walked by keyboard, and the address says where one is', async () => {
    openAppsync();
    const types = await screen.findByRole('grid', { name: 'Types' });
    expect(
      within(types)
        .getAllByRole('row')
        .map(row => row.textContent),
    ).toEqual([
      expect.stringMatching(/^Query.*queries/),
      expect.stringMatching(/^Mutation/),
      expect.stringMatching(/^Found.*union/),
      expect.stringMatching(/^Room.*type/),
      expect.stringMatching(/^RoomFilter.*input/),
      expect.stringMatching(/^RoomState.*enum/),
      expect.stringMatching(/^User/),
    ]);
    expect(await part('Type Query')).toHaveTextContent(
      'rooms(limit: Int = 20, state: RoomState): [Room!]!',
    );
    await expectAccessible();
    await userEvent.click(
      within(types).getByRole('row', { name: /^Mutation/ }),
    );
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    const room = await part('Type Room');
    expect(room).toHaveTextContent(
      /Where people meet\.@aws_cognito_user_pools/,
    );
    expect(room).toHaveTextContent(/owner: User.*The oldest publisher/);
    expect(room).toHaveTextContent('Deprecated: Use owner.');
    expect(address()).toMatch(/\?of=Room$/);
    await userEvent.click(
      within(room).getByRole('button', { name: 'Show the type User' }),
    );
    expect(await part('Type User')).toHaveTextContent('id: ID!');
  });

  it('can be searched by names of types and fields', async () => {
    openAppsync({}, '?of=User');
    await userEvent.type(
      await screen.findByRole('searchbox', { name: /Search types/ }),
      'STARTS',
    );
    const room = await part('Type Room');
    expect(room.querySelector('mark')).toHaveTextContent('starts');
    expect(
      within(screen.getByRole('grid', { name: 'Types' })).getAllByRole('row'),
    ).toHaveLength(1);
    expect(address()).toMatch(/search=STARTS/);
    await userEvent.type(screen.getByRole('searchbox'), 'x');
    expect(
      await screen.findByText(/No type and no field has “STARTSx”/),
    ).toBeInTheDocument();
  });

  it('is shown as a text when it can’t be taken apart', async () => {
    openAppsync({
      appsync: { staging: makeAppsync({}, 'type Query { a: Nothing }') },
    });
    expect(await part('Schema')).toHaveTextContent(
      /can’t be taken apart \(Unknown type "Nothing"/,
    );
    expect(await part('Schema as a text')).toHaveTextContent('a: Nothing');
  });

  it('can be unseen while the rest is seen', async () => {
    openAppsync({
      appsync: {
        staging: makeAppsync({
          schema: makeUnseen({ code: 'upstream_forbidden' }),
        }),
      },
    });
    expect(within(await part('Schema')).getByRole('alert')).toHaveTextContent(
      /Schema can’t be seen.*upstream_forbidden/,
    );
    expect(await part('Access')).toHaveTextContent('API_KEY');
  });
});

describe('the differences', () => {
  it('are shown by what they mean for clients', async () => {
    openAppsync({ schemaDrift: { changes } });
    const drift = await part('Schema differences');
    await within(drift).findByText(/Production is 3 changes behind Staging/);
    expect(
      within(drift).getByRole('region', { name: 'Breaking (1)' }),
    ).toHaveTextContent(
      /Room\.ownerId was removed\. A query that asks for it gets an error, as a whole\. FIELD_REMOVED/,
    );
    expect(
      within(drift).getByRole('region', { name: 'Dangerous (1)' }),
    ).toHaveTextContent(/Clients may get a value that they don’t know/);
    expect(
      within(drift).getByRole('region', { name: 'Safe (1)' }),
    ).toHaveTextContent(/Query\.clips was added/);
    await expectAccessible();
  });

  it.each([
    [{ changes: [] }, /Staging and Production have the same schema/],
    [
      { changes: undefined, reason: 'The schema of Production is not known.' },
      /can’t be compared.*not known/,
    ],
  ])('are said to be none or unknown (%#)', async (schemaDrift, words) => {
    openAppsync({ schemaDrift });
    await waitFor(async () =>
      expect(await part('Schema differences')).toHaveTextContent(words),
    );
  });

  it('are those towards production on its own page too, or what the address says', async () => {
    const backend = openAppsync({}, '', 'production');
    const asked = jest.spyOn(backend, 'getSchemaDrift');
    await part('Schema differences');
    await waitFor(() =>
      expect(asked).toHaveBeenCalledWith('staging', 'production'),
    );
  });

  it('can be those of another pair', async () => {
    const backend = openAppsync({}, '?from=production&to=staging');
    const asked = jest.spyOn(backend, 'getSchemaDrift');
    await waitFor(() =>
      expect(asked).toHaveBeenCalledWith('production', 'staging'),
    );
  });

  it('fail by themselves', async () => {
    const backend = openAppsync();
    await backend.fail('getSchemaDrift', new Error('It broke.'));
    await waitFor(async () =>
      expect(await part('Schema differences')).toHaveTextContent('It broke.'),
    );
    expect(await part('Access')).toHaveTextContent('API_KEY');
  });
});
