import type { Account } from '../Account';
import { AwsError } from '../AwsError';
import { list, type XmlValue } from '../xml';
import type { Operation } from './types';

const nameOf = ({ seed }: Account, service: string) =>
  `${service}-${seed.environment}`;

const idOf = (account: Account, name: string) =>
  account.arn('cloudformation', `stack/${name}/simulated`);

/** The read-only calls of CloudFormation. A stack is `<service>-<stage>`, as serverless names it. */
export const cloudFormation: Record<
  string,
  Operation<Record<string, XmlValue>>
> = {
  DescribeStacks: ({ StackName: wanted }, { account }) => {
    const stacks = account.infrastructure.stacks.filter(({ service }) => {
      const name = nameOf(account, service);
      return !wanted || wanted === name || wanted === idOf(account, name);
    });
    if (wanted && stacks.length === 0) {
      throw new AwsError(
        400,
        'ValidationError',
        `Stack with id ${wanted} does not exist`,
      );
    }
    return { Stacks: list(stacks.map(stack => showStack(account, stack))) };
  },
};

function showStack(
  account: Account,
  { service, status }: { service: string; status: string },
): XmlValue {
  const { version, commit, daysAgo, by } = account.seed.deployed[service];
  const name = nameOf(account, service);
  const tags = {
    STAGE: account.seed.environment,
    version,
    commit,
    deployedBy: by,
  };
  const { eventBus, proxy } = account.infrastructure;
  const outputs =
    service === 'infrastructures'
      ? {
          EventBusName: eventBus.name,
          ...(proxy && { RdsProxyName: proxy.name }),
        }
      : { ServerlessDeploymentBucketName: `${name}-deployments` };
  return {
    StackId: idOf(account, name),
    StackName: name,
    CreationTime: account.daysAgo(900).toISOString(),
    LastUpdatedTime: account.daysAgo(daysAgo).toISOString(),
    StackStatus: status,
    DisableRollback: false,
    Outputs: list(
      Object.entries(outputs).map(([OutputKey, OutputValue]) => ({
        OutputKey,
        OutputValue,
      })),
    ),
    Tags: list(Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))),
  };
}

/** The calls of STS that a reader needs. */
export const sts: Record<string, Operation<Record<string, XmlValue>>> = {
  GetCallerIdentity: (_params, { account, caller }) => ({
    UserId: caller.accessKeyId,
    Account: account.seed.accountId,
    Arn: caller.arn,
  }),

  AssumeRole: ({ RoleArn, RoleSessionName }, { account, caller }) => {
    const key = account.assumeRole(RoleArn, RoleSessionName, caller.arn);
    return {
      Credentials: {
        AccessKeyId: key.accessKeyId,
        SecretAccessKey: key.secretAccessKey,
        SessionToken: key.sessionToken,
        Expiration: new Date(key.expiresAt).toISOString(),
      },
      AssumedRoleUser: {
        AssumedRoleId: `${key.accessKeyId}:${RoleSessionName}`,
        Arn: key.arn,
      },
    };
  },
};
