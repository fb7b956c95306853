import { UserInfoService } from '@backstage/backend-plugin-api';
import {
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogEntityDeletePermission,
  catalogEntityValidatePermission,
  catalogLocationAnalyzePermission,
  catalogLocationCreatePermission,
  catalogLocationDeletePermission,
  catalogLocationReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  isResourcePermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { bugsnagReadPermission } from '@internal/plugin-bugsnag-common';
// Conditions come from the plugin's own package, as the catalog's do: docs/adr/0007.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import {
  createGithubWorkflowConditionalDecision,
  githubWorkflowConditions,
} from '@internal/plugin-github-workflows-backend';
import {
  figmaDesignReadPermission,
  figmaDevResourceCreatePermission,
  figmaStatusReadPermission,
} from '@internal/plugin-figma-common';
import {
  githubWorkflowsApprovePermission,
  githubWorkflowsAuditReadPermission,
  githubWorkflowsCancelPermission,
  githubWorkflowsDispatchPermission,
  githubWorkflowsLogsReadPermission,
  githubWorkflowsManagePermission,
  githubWorkflowsReadPermission,
  githubWorkflowsRerunPermission,
  githubWorkflowsStatusReadPermission,
  RESOURCE_TYPE_GITHUB_WORKFLOW,
} from '@internal/plugin-github-workflows-common';
import {
  datadogReadPermission,
  datadogStatusReadPermission,
} from '@internal/plugin-datadog-common';
import {
  lighthouseAuditCreatePermission,
  lighthouseAuditDeletePermission,
  lighthouseAuditReadPermission,
} from '@internal/plugin-lighthouse-common';
import {
  mobworxGraphqlQueryPermission,
  mobworxParticipantsReadPermission,
  mobworxStatusReadPermission,
  mobworxStudioSessionCreatePermission,
} from '@internal/plugin-mobworx-common';
import { sonarqubeInsightsReadPermission } from '@internal/plugin-sonarqube-insights-common';

const team = (name: string) => `group:default/${name}`;

const PLATFORM_TEAM = team('platform');
const GUEST = 'user:default/guest';

/** What reaches the users of MobWorx; patterns as in GitHub's own filters of branches. */
const PRODUCTION = {
  environments: ['production', 'production-*'],
  /** Workflows that publish to a store or a registry, whatever their inputs. */
  workflows: ['release*.yml', 'testflight.yml'],
  /** Where these workflows and environments may be run from. */
  refs: ['main', 'master', 'release/*', 'hotfix/*', 'v*'],
  /** Teams whose members may run these for what they own; who isn't named here can't, owner or not. */
  deployers: [
    'platform',
    'backend',
    'streaming',
    'studio',
    'mobile',
    'web',
  ].map(team),
  /** Who may approve or reject a deployment to these environments; GitHub's own list counts too. */
  approvers: [PLATFORM_TEAM, team('release-managers')],
};

/**
 * Who may ask for what. A permission that isn't in this table is denied to everybody.
 *
 * - `everyone`: whoever is signed in, guests too
 * - `members`: whoever is signed in as a person of the catalog
 * - `platform`, `platform, streaming`, `platform, studio`: members of one of these teams
 *
 * The others are for members too, and tell the workflows that they may do it with:
 *
 * - `owners`: those of entities that they own, themselves or by their team
 * - `owners, production by its deployers`: the same, what reaches production only by members of the
 *   teams named above, and from its refs
 * - `owners, production by its approvers`: the same, for production only who approves it
 * - `platform, owners`: all of them for the platform team, their own for owners
 */
const rules: Record<string, Rule> = {
  [catalogEntityReadPermission.name]: 'everyone',
  [catalogLocationReadPermission.name]: 'everyone',
  [catalogEntityRefreshPermission.name]: 'members',
  [catalogEntityValidatePermission.name]: 'members',
  [catalogEntityDeletePermission.name]: 'platform',
  [catalogLocationAnalyzePermission.name]: 'platform',
  [catalogLocationCreatePermission.name]: 'platform',
  [catalogLocationDeletePermission.name]: 'platform',

  [bugsnagReadPermission.name]: 'everyone',

  [figmaDesignReadPermission.name]: 'everyone',
  [figmaDevResourceCreatePermission.name]: 'members',
  [figmaStatusReadPermission.name]: 'platform',

  [githubWorkflowsReadPermission.name]: 'everyone',
  [githubWorkflowsLogsReadPermission.name]: 'everyone',
  [githubWorkflowsDispatchPermission.name]:
    'owners, production by its deployers',
  [githubWorkflowsRerunPermission.name]: 'owners, production by its deployers',
  [githubWorkflowsCancelPermission.name]: 'owners',
  [githubWorkflowsApprovePermission.name]:
    'owners, production by its approvers',
  [githubWorkflowsManagePermission.name]: 'owners',
  [githubWorkflowsAuditReadPermission.name]: 'platform, owners',
  [githubWorkflowsStatusReadPermission.name]: 'platform',

  [datadogReadPermission.name]: 'everyone',
  [datadogStatusReadPermission.name]: 'platform',

  [lighthouseAuditReadPermission.name]: 'everyone',
  [lighthouseAuditCreatePermission.name]: 'members',
  [lighthouseAuditDeletePermission.name]: 'platform',

  [mobworxStatusReadPermission.name]: 'everyone',
  [mobworxGraphqlQueryPermission.name]: 'members',
  [mobworxParticipantsReadPermission.name]: 'platform, streaming',
  [mobworxStudioSessionCreatePermission.name]: 'platform, studio',

  [sonarqubeInsightsReadPermission.name]: 'everyone',
};

/** Rules that ask for a member of one of some teams. */
const teams = {
  platform: [PLATFORM_TEAM],
  'platform, streaming': [PLATFORM_TEAM, team('streaming')],
  'platform, studio': [PLATFORM_TEAM, team('studio')],
};

type Rule =
  'everyone' | 'members' | keyof typeof teams | keyof typeof workflowRules;

const { isOwnedBy, fileMatches, refMatches, environmentMatches } =
  githubWorkflowConditions;

const inProductionEnvironment = environmentMatches({
  patterns: PRODUCTION.environments,
});

type Conditions = Parameters<typeof createGithubWorkflowConditionalDecision>[1];

const reachesProduction: Conditions = {
  anyOf: [
    fileMatches({ patterns: PRODUCTION.workflows }),
    inProductionEnvironment,
  ],
};

const isOneOf = (claims: string[], groups: string[]) =>
  groups.some(group => claims.includes(group));

/**
 * What the rules about workflows mean for somebody who acts in the name of `claims`: the
 * conditions that a workflow has to meet, or nothing when there are none.
 */
const workflowRules = {
  owners: (claims: string[]) => isOwnedBy({ claims }),

  'owners, production by its deployers': (claims: string[]) => {
    const elsewhere: Conditions = { not: reachesProduction };
    return {
      allOf: [
        isOwnedBy({ claims }),
        isOneOf(claims, PRODUCTION.deployers)
          ? { anyOf: [elsewhere, refMatches({ patterns: PRODUCTION.refs })] }
          : elsewhere,
      ],
    };
  },

  'owners, production by its approvers': (claims: string[]) => {
    const others: Conditions = {
      allOf: [isOwnedBy({ claims }), { not: inProductionEnvironment }],
    };
    return isOneOf(claims, PRODUCTION.approvers)
      ? { anyOf: [inProductionEnvironment, others] }
      : others;
  },

  'platform, owners': (claims: string[]) =>
    claims.includes(PLATFORM_TEAM) ? undefined : isOwnedBy({ claims }),
} satisfies Record<string, (claims: string[]) => Conditions | undefined>;

const isTeamRule = (rule: Rule): rule is keyof typeof teams =>
  Object.hasOwn(teams, rule);

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/**
 * The portal's permission policy: deny by default, by the table above.
 * Calls between backend plugins never get here; the framework decides them before.
 */
export class PortalPolicy implements PermissionPolicy {
  readonly #userInfo: UserInfoService;

  constructor(userInfo: UserInfoService) {
    this.#userInfo = userInfo;
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const rule = Object.hasOwn(rules, permission.name)
      ? rules[permission.name]
      : undefined;
    if (!user || !rule) {
      return DENY;
    }
    if (rule === 'everyone') {
      return ALLOW;
    }
    const { userEntityRef, ownershipEntityRefs: claims } =
      await this.#userInfo.getUserInfo(user.credentials);
    if (userEntityRef === GUEST) {
      return DENY;
    }
    if (rule === 'members') {
      return ALLOW;
    }
    if (isTeamRule(rule)) {
      return isOneOf(claims, teams[rule]) ? ALLOW : DENY;
    }
    if (!isResourcePermission(permission, RESOURCE_TYPE_GITHUB_WORKFLOW)) {
      return DENY;
    }
    const conditions = workflowRules[rule](claims);
    return conditions
      ? createGithubWorkflowConditionalDecision(permission, conditions)
      : ALLOW;
  }
}
