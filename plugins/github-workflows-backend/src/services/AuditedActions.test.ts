import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  auditQuerySchema,
  githubWorkflowsCancelPermission,
} from '@internal/plugin-github-workflows-common';
import { sharedDatabases } from '@internal/upstream-node/testUtils';
import { problem } from '../problems';
import { AuditStore } from '../store/AuditStore';
import { AuditedActions } from './AuditedActions';

jest.setTimeout(60_000);

const databases = sharedDatabases('@internal/plugin-github-workflows-backend');

const SAM = 'user:default/sam-okoro';
const component = {
  kind: 'component',
  namespace: 'default',
  name: 'appsync-service',
};
const forbidden = problem(
  'forbidden',
  'github_forbidden',
  'GitHub does not let you cancel this run.',
  'Ask an owner.',
);

describe.each(databases.eachSupportedId())('actions on %p', id => {
  async function create() {
    const [knex] = await databases.init(id);
    const store = await AuditStore.create(
      mockServices.database({ knex, migrations: { skip: true } }),
    );
    const event = { success: jest.fn(), fail: jest.fn() };
    const count = jest.fn();
    const metrics = metricsServiceMock.mock();
    metrics.createCounter.mockReturnValue({ add: count });
    const logger = mockServices.logger.mock();
    const actions = new AuditedActions({
      auditor: mockServices.auditor.mock({ createEvent: async () => event }),
      auth: mockServices.auth.mock(),
      authorization: {
        subject: async () => ({
          entityRef: 'component:default/appsync-service',
          repository: { host: 'github.com', owner: 'MobWorx', repo: 'appsync' },
        }),
        require: async () => {},
      } as never,
      auditStore: store,
      catalog: catalogServiceMock(),
      metrics,
      logger,
    });
    return {
      perform: (perform: () => Promise<string>) =>
        actions.perform(
          { credentials: mockCredentials.user(SAM) },
          {
            action: 'cancel',
            permission: githubWorkflowsCancelPermission,
            entity: component,
            detail: { file: 'deploy.yml', ref: 'master' },
            runId: 7,
            perform,
          },
        ),
      leave: () => knex.schema.renameTable('audit', 'gone'),
      comeBack: () => knex.schema.renameTable('gone', 'audit'),
      entries: async () => (await store.page(auditQuerySchema.parse({}))).items,
      settle: () => store.giveUp(new Date(Date.now() + 1)),
      counted: () => count.mock.calls.map(([, { outcome }]) => outcome),
      event,
      logger,
    };
  }

  it('tell the caller what GitHub said, also where it could not be written down', async () => {
    const { perform, leave, comeBack, entries, settle, ...seen } =
      await create();
    const asked = perform(async () => {
      await leave();
      throw forbidden;
    });
    await expect(asked).rejects.toBe(forbidden);
    expect(seen.event.fail).toHaveBeenCalledWith({ error: forbidden });
    expect(seen.counted()).toEqual(['refused']);
    await comeBack();
    const [entry, ...others] = await entries();
    expect(others).toEqual([]);
    expect(seen.logger.error.mock.calls).toEqual([
      [
        `The outcome of audit entry ${entry.id} could not be written down`,
        expect.objectContaining({ message: expect.stringMatching(/audit/) }),
      ],
    ]);
    // It is not taken for done, nor forgotten.
    expect(entry).toMatchObject({ outcome: 'pending', runId: 7, user: SAM });
    await settle();
    expect(await entries()).toEqual([{ ...entry, outcome: 'unknown' }]);
  });

  it('are unknown, and count once, where they were done and could not be written down', async () => {
    const { perform, leave, event, counted, logger } = await create();
    const asked = perform(async () => {
      await leave();
      return 'done';
    });
    await expect(asked).rejects.toThrow(/audit/);
    expect(counted()).toEqual(['unknown']);
    expect(logger.error).toHaveBeenCalledTimes(1);
    expect(event.success).not.toHaveBeenCalled();
    expect(event.fail).toHaveBeenCalledTimes(1);
  });

  it('do nothing where it could not be written down that they begin', async () => {
    const { perform, leave, event } = await create();
    await leave();
    const cancel = jest.fn();
    await expect(perform(cancel)).rejects.toThrow(/audit/);
    expect(cancel).not.toHaveBeenCalled();
    expect(event.fail).toHaveBeenCalledTimes(1);
  });
});
