import type { InfrastructureResponse } from '@internal/plugin-mobworx-common';
import { expectAccessible } from '@internal/portal-react/testUtils';
import { screen, within } from '@testing-library/react';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import { makeStored, makeUnseen } from '../../testHelpers/builders';
import {
  makeInfrastructure,
  makeRule,
} from '../../testHelpers/infrastructureBuilders';
import { InMemoryMobworx } from '../../testHelpers/InMemoryMobworx';

function openInfrastructure(part: Partial<InfrastructureResponse> = {}) {
  const backend = new InMemoryMobworx({
    infrastructure: { staging: makeInfrastructure(part) },
  });
  renderPlugin({ backend, path: '/environments/staging/infrastructure' });
  return backend;
}

const part = (name: string) => screen.findByRole('region', { name });
const rowsOf = async (name: string) =>
  within(await part(name))
    .getAllByRole('row')
    .slice(1)
    .map(row => row.textContent);

it('shows what is as it should be', async () => {
  openInfrastructure();
  expect(await rowsOf('Event bus')).toEqual([
    'room-events-to-appsyncOnappsync7,6800',
  ]);
  const aurora = await part('Aurora');
  expect(aurora).toHaveTextContent(/Serverless v2.*kept for 7 days/);
  expect(aurora).toHaveTextContent(
    'mobworx-staging-1 (writer), mobworx-staging-2 (reader)',
  );
  expect(aurora).toHaveTextContent('1.5 ACU of 8 at most, 0.5 at least');
  expect(aurora).not.toHaveTextContent('2025');
  expect(await rowsOf('RDS Proxy')).toEqual(['mobworx-staging-1AVAILABLE']);
  expect(await rowsOf('Database migrations')).toEqual([
    expect.stringMatching(/^6add clipsApplied.* by flyway1,240 ms$/),
  ]);
  expect(await rowsOf('Stacks')).toEqual([
    expect.stringMatching(
      /^appsync-service-stagingUPDATE_COMPLETE1\.9\.04f1c0ff/,
    ),
  ]);
  await expectAccessible();
});

it('shows rules that are off, lose events or have failed', async () => {
  openInfrastructure({
    bus: makeStored({
      name: 'mobworx-production',
      rules: [
        makeRule({ name: 'off', enabled: false }),
        makeRule({
          name: 'losing',
          targets: [{ id: 'stream', hasDeadLetterQueue: false }],
          failed24h: 48,
        }),
        makeRule({
          name: 'nightly',
          schedule: 'rate(1 day)',
          targets: [],
          invocations24h: undefined,
          failed24h: undefined,
        }),
      ],
    }),
  });
  expect(await part('Event bus')).toHaveTextContent(
    '3 rules on mobworx-production; 1 without a dead-letter queue: an event that fails there is lost.',
  );
  expect(await rowsOf('Event bus')).toEqual([
    'offDisabledappsync7,6800',
    'losing48 events failedNo dead-letter queuestream (without dead-letter queue)7,68048',
    'nightlyrate(1 day)Onnonenot knownnot known',
  ]);
});

it('says that the first generation of Aurora is over, and why there is no proxy', async () => {
  openInfrastructure({
    aurora: makeStored({
      ...makeInfrastructure().aurora.value!,
      generation: 'v1',
      capacity: { min: 2, max: 16 },
      members: [],
    }),
    proxy: makeStored({ exists: false, targets: [] }),
  });
  const aurora = await part('Aurora');
  expect(aurora).toHaveTextContent(/AWS has ended it on 31 March 2025/);
  expect(aurora).toHaveTextContent('between 2 and 16 ACU');
  expect(await part('RDS Proxy')).toHaveTextContent(
    /can’t stand in front of v1/,
  );
});

it('shows targets that the proxy does not reach, and a stack in trouble first', async () => {
  const [stack] = makeInfrastructure().stacks.value!;
  openInfrastructure({
    proxy: makeStored({
      exists: true,
      name: 'mobworx-staging',
      targets: [
        { id: 'a', state: 'UNAVAILABLE', reason: 'The password is wrong.' },
      ],
    }),
    stacks: makeStored([
      stack,
      {
        name: 'studio-infrastructure-production',
        state: 'UPDATE_ROLLBACK_COMPLETE',
        healthy: false,
        reason: 'Resource limit exceeded',
      },
    ]),
  });
  expect(await rowsOf('RDS Proxy')).toEqual([
    'aUNAVAILABLEThe password is wrong.',
  ]);
  expect((await rowsOf('Stacks'))[0]).toBe(
    'studio-infrastructure-productionUPDATE_ROLLBACK_COMPLETEResource limit exceeded',
  );
});

it('shows migrations that are pending or have failed, and how environments differ', async () => {
  const clips = { version: '6', description: 'add clips' };
  openInfrastructure({
    flyway: makeStored({
      version: '5',
      pending: 1,
      failed: 1,
      migrations: [
        { ...clips, state: 'pending' },
        { version: '5.1', description: 'broken', state: 'failed' },
      ],
      source: 'schema-history',
    }),
    migrationGaps: [
      { environment: 'production', onlyHere: [clips], onlyThere: [] },
      { environment: 'development', onlyHere: [], onlyThere: [] },
      { environment: 'other', onlyHere: [], onlyThere: [clips, clips] },
    ],
  });
  const migrations = await part('Database migrations');
  expect(migrations).toHaveTextContent(/Version5Pending1Failed1/);
  expect(await rowsOf('Database migrations')).toEqual([
    '6add clipsPending',
    '5.1brokenFailed',
  ]);
  expect(
    within(migrations)
      .getAllByRole('listitem')
      .map(item => item.textContent!.trim()),
  ).toEqual([
    'Production lacks 1 migration that is here: 6 add clips.',
    'Development has the same migrations.',
    '2 migrations of other are missing here: 6 add clips, 6 add clips.',
  ]);
});

it('says how old the report of the migrations is', async () => {
  openInfrastructure();
  expect(await part('Database migrations')).toHaveTextContent(
    /As the workflow of operations has written it down .* ago\./,
  );
});

it('says what is not known of the migrations', async () => {
  openInfrastructure({
    flyway: makeStored({
      failed: 0,
      migrations: [{ version: '1', description: 'first', state: 'pending' }],
      source: 'schema-history',
    }),
  });
  expect(await part('Database migrations')).toHaveTextContent(
    /Versionnone.*Pendingnot known/,
  );
});

it('says of each part by itself that it can’t be seen, is old, empty or not seen yet', async () => {
  const { aurora } = makeInfrastructure();
  openInfrastructure({
    bus: makeUnseen({ code: 'upstream_credentials_rejected' }),
    aurora: makeUnseen({}, aurora.value),
    proxy: {},
    flyway: makeStored({ failed: 0, migrations: [], source: 'flyway-info' }),
    stacks: makeStored([]),
  });
  expect(within(await part('Event bus')).getByRole('alert')).toHaveTextContent(
    /Event bus can’t be seen.*upstream_credentials_rejected/,
  );
  expect(await part('Aurora')).toHaveTextContent(
    /This may be out of date: last seen.*Serverless v2/,
  );
  expect(await part('RDS Proxy')).toHaveTextContent(/hasn’t looked yet/);
  expect(await part('Database migrations')).toHaveTextContent(
    'Flyway knows of no migration',
  );
  expect(await part('Stacks')).toHaveTextContent('No stack is looked at');
  await expectAccessible();
});
