import { WorkflowDetail } from './workflowResource';

/** Why somebody may not do something: a stable code and two sentences for that person. */
export interface Refusal {
  code: 'guest_may_not_run' | 'not_permitted';
  reason: string;
  remedy: string;
}

/** The name in an owner as the catalog writes it, such as `group:default/backend` or `backend`. */
function nameOf(owner: unknown): string {
  return String(owner).replace(/^.*[:/]/, '');
}

function describe({ file, ref, environment }: WorkflowDetail): string {
  return [
    file ?? 'this',
    ref && `on ${ref}`,
    environment && `with the environment ${environment}`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** What is said to somebody who may not. */
export const refusals = {
  guest: {
    code: 'guest_may_not_run',
    reason: 'Guests may look at workflows and runs, but not run anything.',
    remedy: 'Sign in with GitHub to run workflows.',
  } as Refusal,

  mayNotReadAudit: {
    code: 'not_permitted',
    reason:
      'What everybody has done is for the platform team; an owner may read it for what the team owns.',
    remedy: 'Choose a component that your team owns.',
  } as Refusal,

  mayNotSee(entityRef: string): Refusal {
    return {
      code: 'not_permitted',
      reason: `You may not see this of ${entityRef}.`,
      remedy: 'Ask the platform team if you think that you should be able to.',
    };
  },

  notOwner(deed: string, kind: string, owner: unknown): Refusal {
    return {
      code: 'not_permitted',
      reason: owner
        ? `Only members of the owner, ${nameOf(owner)}, may ${deed} of this ${kind}.`
        : `Nobody owns this ${kind}, so nobody may ${deed} of it.`,
      remedy: 'Ask a member of the owning team to do it.',
    };
  },

  excluded(deed: string, kind: string, detail: WorkflowDetail): Refusal {
    return {
      code: 'not_permitted',
      reason: `You may ${deed} of this ${kind}, but the portal's rules leave out ${describe(detail)}.`,
      remedy:
        'Choose another branch or environment, or ask the platform team, which keeps these rules.',
    };
  },
};
