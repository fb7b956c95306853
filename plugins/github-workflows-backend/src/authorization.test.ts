import {
  AuthorizeResult,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  githubWorkflowsApprovePermission,
  githubWorkflowsAuditReadPermission,
  githubWorkflowsCancelPermission,
  githubWorkflowsDispatchPermission,
  githubWorkflowsLogsReadPermission,
  githubWorkflowsManagePermission,
  githubWorkflowsReadPermission,
  githubWorkflowsRerunPermission,
} from '@internal/plugin-github-workflows-common';
import { Authorization } from './authorization';

const REF = 'component:default/webapp';
const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'webapp',
    namespace: 'default',
    annotations: { 'github.com/project-slug': 'MobWorx/webapp' },
  },
  spec: { owner: 'group:default/web' },
};
const compound = { kind: 'component', namespace: 'default', name: 'webapp' };
const repository = { host: 'github.com', owner: 'MobWorx', repo: 'webapp' };
const subject = { entity, entityRef: REF, repository };

const as = (userEntityRef: string) =>
  ({ principal: { type: 'user', userEntityRef } }) as never;
const MAX = as('user:default/max-rivera');
const GUEST = as('user:default/guest');

const GUEST_REASON =
  'Guests may look at workflows and runs, but not run anything.';

/** Decides by `permission resource`; whatever isn't in the list is denied. */
function makeAuthorization(
  allowed: string[],
  ofAll: AuthorizeResult = AuthorizeResult.DENY,
) {
  const catalog = { getEntityByRef: jest.fn(async () => entity as unknown) };
  const authorize = jest.fn(
    async (
      requests: Array<{ permission: ResourcePermission; resourceRef: string }>,
      _options: unknown,
    ) =>
      requests.map(({ permission, resourceRef }) => ({
        result: allowed.includes(`${permission.name} ${resourceRef}`)
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
      })),
  );
  const authorizeConditional = jest.fn(async () => [{ result: ofAll }]);
  const authorization = new Authorization({
    auth: {
      isPrincipal: (credentials: any, type: string) =>
        credentials.principal.type === type,
    },
    catalog,
    permissions: { authorize, authorizeConditional },
  } as never);
  return { authorization, authorize, authorizeConditional, catalog };
}

const may = (permission: ResourcePermission, resource = REF) =>
  `${permission.name} ${resource}`;

const notOwner = (deed: string) =>
  `Only members of the owner, web, may ${deed} of this component.`;
const notSeen = `You may not see this of ${REF}.`;

describe('each permission on an entity', () => {
  it.each([
    [githubWorkflowsReadPermission, notSeen, notSeen],
    [githubWorkflowsLogsReadPermission, notSeen, notSeen],
    [
      githubWorkflowsDispatchPermission,
      notOwner('run workflows'),
      GUEST_REASON,
    ],
    [
      githubWorkflowsRerunPermission,
      notOwner('re-run and cancel runs'),
      GUEST_REASON,
    ],
    [
      githubWorkflowsCancelPermission,
      notOwner('re-run and cancel runs'),
      GUEST_REASON,
    ],
    [
      githubWorkflowsApprovePermission,
      notOwner('approve and reject deployments'),
      GUEST_REASON,
    ],
    [
      githubWorkflowsManagePermission,
      notOwner('enable and disable workflows'),
      GUEST_REASON,
    ],
    [
      githubWorkflowsAuditReadPermission,
      notOwner('read the audit'),
      GUEST_REASON,
    ],
  ])('$name', async (permission, toPerson, toGuest) => {
    const allowed = makeAuthorization([may(permission)]);
    await expect(
      allowed.authorization.subject(compound, MAX, permission),
    ).resolves.toEqual(subject);
    expect(allowed.authorize).toHaveBeenCalledWith(
      [{ permission, resourceRef: REF }],
      { credentials: MAX },
    );
    expect(allowed.catalog.getEntityByRef).toHaveBeenCalledWith(REF, {
      credentials: MAX,
    });

    const { authorization } = makeAuthorization([]);
    await expect(
      authorization.subject(compound, MAX, permission),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      code: 'not_permitted',
      message: toPerson,
      remedy: expect.stringMatching(/^Ask .*\.$/),
    });
    await expect(
      authorization.subject(compound, GUEST, permission),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      code: toGuest === GUEST_REASON ? 'guest_may_not_run' : 'not_permitted',
      message: toGuest,
    });
  });

  it('is to read unless another is named', async () => {
    const { authorization, authorize } = makeAuthorization([
      may(githubWorkflowsReadPermission),
    ]);
    await authorization.subject(compound, MAX);
    expect(authorize.mock.calls[0][0]).toEqual([
      { permission: githubWorkflowsReadPermission, resourceRef: REF },
    ]);
  });

  it('is for nobody where nobody owns it, and absent where it is not seen', async () => {
    const { authorization, catalog } = makeAuthorization([]);
    catalog.getEntityByRef.mockResolvedValueOnce({ ...entity, spec: {} });
    await expect(
      authorization.subject(compound, MAX, githubWorkflowsDispatchPermission),
    ).rejects.toThrow(
      'Nobody owns this component, so nobody may run workflows of it.',
    );
    catalog.getEntityByRef.mockResolvedValueOnce(undefined);
    await expect(authorization.subject(compound, MAX)).rejects.toMatchObject({
      name: 'NotFoundError',
      code: 'entity_not_found',
    });
  });
});

describe('a file, ref or environment that the rules leave out', () => {
  const detail = { file: 'deploy.yml', ref: 'main', environment: 'prod' };
  const left = `${REF}?file=deploy.yml&ref=main&environment=prod`;
  const dispatch = githubWorkflowsDispatchPermission;
  const excluded =
    "You may run workflows of this component, but the portal's rules leave out deploy.yml on main with the environment prod.";

  it('is said to who may do the rest', async () => {
    const { authorization, authorize } = makeAuthorization([may(dispatch)]);
    await expect(
      authorization.require(subject, MAX, dispatch, detail),
    ).rejects.toMatchObject({
      code: 'not_permitted',
      message: excluded,
      remedy:
        'Choose another branch or environment, or ask the platform team, which keeps these rules.',
    });
    expect(authorize.mock.calls[0][0]).toEqual([
      { permission: dispatch, resourceRef: left },
      { permission: dispatch, resourceRef: REF },
    ]);
    await expect(authorization.runRight(subject, MAX, detail)).resolves.toEqual(
      { mayRun: false, reason: excluded },
    );
  });

  it('is nothing to who may do that', async () => {
    const { authorization } = makeAuthorization([may(dispatch, left)]);
    await expect(
      authorization.require(subject, MAX, dispatch, detail),
    ).resolves.toBeUndefined();
    await expect(authorization.runRight(subject, MAX, detail)).resolves.toEqual(
      { mayRun: true },
    );
  });

  it('is told for each environment of a form', async () => {
    const form = { file: 'deploy.yml', ref: 'main' };
    const base = `${REF}?file=deploy.yml&ref=main`;
    const { authorization, authorize } = makeAuthorization([
      may(dispatch),
      may(dispatch, base),
      may(dispatch, `${base}&environment=staging`),
    ]);
    await expect(
      authorization.formViewer(subject, MAX, form, ['staging', 'prod']),
    ).resolves.toEqual({
      mayRun: true,
      refusedEnvironments: [{ name: 'prod', reason: excluded }],
    });
    expect(authorize).toHaveBeenCalledTimes(3);
  });

  it('is not asked of who may run nothing', async () => {
    const { authorization, authorize } = makeAuthorization([]);
    await expect(
      authorization.formViewer(subject, MAX, detail, ['staging', 'prod']),
    ).resolves.toEqual({
      mayRun: false,
      reason: notOwner('run workflows'),
      refusedEnvironments: [],
    });
    expect(authorize).toHaveBeenCalledTimes(1);
  });
});

it.each([
  [[], { mayRerun: false, mayCancel: false }, true],
  [['rerun'], { mayRerun: true, mayCancel: false }, true],
  [['cancel'], { mayRerun: false, mayCancel: true }, true],
  [['rerun', 'cancel'], { mayRerun: true, mayCancel: true }, false],
])('tells what may be done with a run: %j', async (deeds, rights, refused) => {
  const { authorization } = makeAuthorization(
    deeds.map(deed => `githubWorkflows.${deed} ${REF}`),
  );
  await expect(authorization.runViewer(subject, MAX)).resolves.toEqual({
    ...rights,
    ...(refused && { reason: notOwner('re-run and cancel runs') }),
  });
});

describe('the audit', () => {
  const audit = githubWorkflowsAuditReadPermission;

  it('is open to who may read all of it, for what is gone too', async () => {
    const { authorization, authorizeConditional, catalog } = makeAuthorization(
      [],
      AuthorizeResult.ALLOW,
    );
    await authorization.requireAudit(MAX, undefined);
    await authorization.requireAudit(MAX, 'component:default/gone');
    expect(authorizeConditional).toHaveBeenCalledWith([{ permission: audit }], {
      credentials: MAX,
    });
    expect(catalog.getEntityByRef).not.toHaveBeenCalled();
  });

  it('is open to owners for what they own, and to nobody else', async () => {
    const owner = makeAuthorization([may(audit)], AuthorizeResult.CONDITIONAL);
    await expect(
      owner.authorization.requireAudit(MAX, REF),
    ).resolves.toBeUndefined();
    const refused = {
      name: 'NotAllowedError',
      code: 'not_permitted',
      message:
        'What everybody has done is for the platform team; an owner may read it for what the team owns.',
      remedy: 'Choose a component that your team owns.',
    };
    await expect(
      owner.authorization.requireAudit(MAX, undefined),
    ).rejects.toMatchObject(refused);
    const other = makeAuthorization([], AuthorizeResult.CONDITIONAL);
    await expect(
      other.authorization.requireAudit(MAX, REF),
    ).rejects.toMatchObject({ message: notOwner('read the audit') });
    const denied = makeAuthorization([may(audit)], AuthorizeResult.DENY);
    await expect(
      denied.authorization.requireAudit(MAX, REF),
    ).rejects.toMatchObject(refused);
  });
});
