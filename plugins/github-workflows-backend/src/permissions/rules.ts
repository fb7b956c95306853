import { RELATION_OWNED_BY } from '@backstage/catalog-model';
import {
  createConditionExports,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import picomatch from 'picomatch';
import { z } from 'zod';
import {
  WorkflowDetail,
  WorkflowResource,
  workflowResourceRef,
} from './workflowResource';

function isOwnedBy({ entity }: WorkflowResource, claims: string[]): boolean {
  return (entity.relations ?? []).some(
    ({ type, targetRef }) =>
      type === RELATION_OWNED_BY && claims.includes(targetRef),
  );
}

/** A rule about one detail, which is never met by a resource without that detail. */
function makePatternRule(
  name: string,
  description: string,
  detail: keyof WorkflowDetail,
) {
  // As in GitHub's own filters of branches: `*` stops at a slash, `**` doesn't.
  const options = {
    dot: true,
    nonegate: true,
    // GitHub tells upper from lower case in files and refs, but not in environments.
    nocase: detail === 'environment',
  };
  const matches = (resource: WorkflowResource, patterns: string[]) =>
    picomatch.isMatch(resource[detail] ?? '', patterns, options);
  return createPermissionRule<
    typeof workflowResourceRef,
    { patterns: string[] }
  >({
    name,
    description,
    resourceRef: workflowResourceRef,
    paramsSchema: z.strictObject({
      patterns: z
        .array(z.string())
        .describe('Glob patterns of which one has to match'),
    }),
    apply: (resource, { patterns }) => matches(resource, patterns),
    toQuery:
      ({ patterns }) =>
      resource =>
        matches(resource, patterns),
  });
}

/** The rules of the resource type `github-workflow`. */
export const workflowRules = {
  isOwnedBy: createPermissionRule<
    typeof workflowResourceRef,
    { claims: string[] }
  >({
    name: 'IS_OWNED_BY',
    description: 'Allow workflows of entities that one of the claims owns',
    resourceRef: workflowResourceRef,
    paramsSchema: z.strictObject({
      claims: z.array(z.string()).describe('Entity refs of users and groups'),
    }),
    apply: (resource, { claims }) => isOwnedBy(resource, claims),
    toQuery:
      ({ claims }) =>
      resource =>
        isOwnedBy(resource, claims),
  }),
  fileMatches: makePatternRule(
    'FILE_MATCHES',
    'Allow workflow files by name, such as release*.yml',
    'file',
  ),
  refMatches: makePatternRule(
    'REF_MATCHES',
    'Allow branches and tags by name, such as main or v*',
    'ref',
  ),
  environmentMatches: makePatternRule(
    'ENVIRONMENT_MATCHES',
    'Allow deployment environments by name',
    'environment',
  ),
};

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: workflowResourceRef,
  rules: workflowRules,
});

/** Conditions for a policy, one for each of {@link workflowRules}. */
export const githubWorkflowConditions = conditions;

/** Wraps conditions as the decision of a policy about a permission on a `github-workflow`. */
export const createGithubWorkflowConditionalDecision =
  createConditionalDecision;
