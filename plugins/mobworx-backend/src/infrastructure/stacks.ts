import {
  CloudFormationClient,
  DescribeStacksCommand,
  Stack as AwsStack,
} from '@aws-sdk/client-cloudformation';
import type { Stack } from '@internal/plugin-mobworx-common';
import { isCodedError } from '@internal/upstream-node';
import { present } from './allPages';
import type { AwsClients } from './awsClients';
import { fewAtOnce } from './fewAtOnce';

/** State of a stack that is configured and isn't there: a word of ours, as CloudFormation has none. */
const ABSENT_STACK = 'ABSENT';

/** A stack, and what only deployments want of it. */
export interface DeployedStack extends Stack {
  /** Who deployed it, by the tag `deployedBy`. */
  deployedBy?: string;
}

/**
 * Reads stacks by their names. One that isn't there is a finding, not a failure.
 *
 * @throws errors of `problem()`
 */
export async function readStacks(
  aws: AwsClients,
  names: string[],
  signal: AbortSignal,
): Promise<Stack[]> {
  const stacks = await fewAtOnce(names, name => readStack(aws, name, signal));
  return stacks.map((stack, index) => {
    if (!stack) {
      return {
        name: names[index],
        state: ABSENT_STACK,
        healthy: false,
        reason: 'The account has no such stack.',
      };
    }
    const { deployedBy: _, ...shown } = stack;
    return shown;
  });
}

/**
 * Reads one stack.
 *
 * @returns nothing when the account has none of that name
 * @throws errors of `problem()`
 */
export async function readStack(
  aws: AwsClients,
  name: string,
  signal: AbortSignal,
): Promise<DeployedStack | undefined> {
  try {
    const { Stacks } = await aws.use(CloudFormationClient, 'details', client =>
      client.send(new DescribeStacksCommand({ StackName: name }), {
        abortSignal: signal,
      }),
    );
    const [stack] = present(Stacks, aws.upstream);
    return stack && toStack(name, stack);
  } catch (error) {
    if (isCodedError(error) && error.code === 'upstream_not_found') {
      return undefined;
    }
    throw error;
  }
}

/** A stack in the contract's words; its tags `version`, `commit` and `deployedBy` are ours. */
function toStack(name: string, stack: AwsStack): DeployedStack {
  const tag = (key: string, most: number) => {
    const value = stack.Tags?.find(({ Key }) => Key === key)?.Value;
    return value ? value.slice(0, most) : undefined;
  };
  const changedAt = stack.LastUpdatedTime ?? stack.CreationTime;
  return dropUndefined({
    name,
    state: stack.StackStatus ?? '',
    healthy: isHealthy(stack.StackStatus ?? ''),
    reason: stack.StackStatusReason?.slice(0, 500) || undefined,
    updatedAt: changedAt?.toISOString(),
    version: tag('version', 100),
    commit: tag('commit', 64),
    deployedBy: tag('deployedBy', 100),
  });
}

/** A change under way is well until it is rolled back. */
function isHealthy(state: string): boolean {
  return (
    /^(CREATE|UPDATE|IMPORT)_/.test(state) && !/ROLLBACK|FAILED/.test(state)
  );
}

function dropUndefined<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, inner]) => inner !== undefined),
  ) as T;
}
