/**
 * Everything that the portal asks of AWS, by the SDK's names, as policies name it. All of it reads;
 * whatever isn't here is refused before it is sent. The README has the policy that allows exactly
 * these.
 *
 * `ExecuteStatement` reads as long as its database user may do no more: its one statement is the
 * history of Flyway.
 */
export const awsActions: Record<string, string> = {
  DescribeDBClustersCommand: 'rds:DescribeDBClusters',
  DescribeDBProxiesCommand: 'rds:DescribeDBProxies',
  DescribeDBProxyTargetsCommand: 'rds:DescribeDBProxyTargets',
  DescribeEventBusCommand: 'events:DescribeEventBus',
  DescribeStacksCommand: 'cloudformation:DescribeStacks',
  ExecuteStatementCommand: 'rds-data:ExecuteStatement',
  GetGraphqlApiCommand: 'appsync:GetGraphqlApi',
  GetIntrospectionSchemaCommand: 'appsync:GetIntrospectionSchema',
  GetMetricDataCommand: 'cloudwatch:GetMetricData',
  GetObjectCommand: 's3:GetObject',
  ListApiKeysCommand: 'appsync:ListApiKeys',
  ListRulesCommand: 'events:ListRules',
  ListTargetsByRuleCommand: 'events:ListTargetsByRule',
};

/** What every client of the SDK has. */
interface SdkClient {
  middlewareStack: {
    add(
      middleware: (
        next: (args: unknown) => Promise<unknown>,
        context: { commandName?: string },
      ) => (args: unknown) => Promise<unknown>,
      options: { step: 'initialize'; name: string },
    ): void;
  };
}

const actionsOfErrors = new WeakMap<object, string>();

/** The action that failed, such as `events:ListRules`; AWS doesn't always say it. */
export function actionBehind(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null
    ? actionsOfErrors.get(error)
    : undefined;
}

/** Lets a client of the SDK send nothing but {@link awsActions}. */
export function keepReadOnly<C extends object>(client: C): C {
  (client as unknown as SdkClient).middlewareStack.add(
    (next, { commandName = '' }) =>
      async args => {
        if (!Object.hasOwn(awsActions, commandName)) {
          throw new Error(
            `The portal only reads AWS; ${commandName} isn't one of its reads`,
          );
        }
        try {
          return await next(args);
        } catch (error) {
          if (typeof error === 'object' && error !== null) {
            actionsOfErrors.set(error, awsActions[commandName]);
          }
          throw error;
        }
      },
    { step: 'initialize', name: 'keepReadOnly' },
  );
  return client;
}
