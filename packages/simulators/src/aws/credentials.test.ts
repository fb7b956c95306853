import {
  CloudFormationClient,
  DeleteStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import {
  EventBridgeClient,
  ListRulesCommand,
  PutRuleCommand,
} from '@aws-sdk/client-eventbridge';
import { DescribeDBClustersCommand, RDSClient } from '@aws-sdk/client-rds';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import {
  awsSettings,
  environments,
  postJson,
} from '../__testUtils__/environment';

// The clients of AWS themselves are the referees of what is answered.
const start = environments();

describe('a credential', () => {
  it('may be had for an hour by taking the role of a reader', async () => {
    const environment = await start();
    const client = new STSClient(awsSettings(environment));
    expect(await client.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '111122223333',
      Arn: 'arn:aws:iam::111122223333:user/portal-reader',
    });
    const RoleArn = 'arn:aws:iam::111122223333:role/portal-reader';
    const { Credentials } = await client.send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' }),
    );
    const identity = (sessionToken: string | undefined) =>
      new STSClient({
        ...awsSettings(environment),
        credentials: {
          accessKeyId: Credentials!.AccessKeyId!,
          secretAccessKey: Credentials!.SecretAccessKey!,
          sessionToken,
        },
      }).send(new GetCallerIdentityCommand({}));
    expect((await identity(Credentials!.SessionToken)).Arn).toContain(
      'assumed-role/portal-reader/test',
    );
    await expect(identity('other')).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
    await expect(
      client.send(
        new AssumeRoleCommand({
          RoleArn: `${RoleArn}x`,
          RoleSessionName: 'test',
        }),
      ),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
    environment.aws.service.reset();
    await expect(identity(Credentials!.SessionToken)).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
  });

  it('that is wrong, unknown or missing is refused in the words of each protocol', async () => {
    const environment = await start();
    const wrong = {
      ...awsSettings(environment),
      credentials: {
        ...environment.seed.aws.accessKeys[0],
        secretAccessKey: 'wrong',
      },
    };
    const unknown = {
      ...wrong,
      credentials: { accessKeyId: 'AKID', secretAccessKey: 'x' },
    };
    await expect(
      new RDSClient(wrong).send(new DescribeDBClustersCommand({})),
    ).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
      $metadata: { httpStatusCode: 403 },
    });
    await expect(
      new EventBridgeClient(unknown).send(new ListRulesCommand({})),
    ).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
    const missing = await postJson(environment.aws.service.url, {});
    expect([missing.status, missing.body.__type]).toEqual([
      403,
      'MissingAuthenticationToken',
    ]);
    environment.aws.service.faults.add({
      path: '',
      fault: { kind: 'bad_credential' },
    });
    await expect(
      new CloudFormationClient(awsSettings(environment)).send(
        new DescribeStacksCommand({}),
      ),
    ).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  });

  it('only reads', async () => {
    const environment = await start();
    await expect(
      new EventBridgeClient(awsSettings(environment)).send(
        new PutRuleCommand({ Name: 'x', ScheduleExpression: 'rate(1 day)' }),
      ),
    ).rejects.toThrow('not authorized to perform: events:PutRule');
    await expect(
      new CloudFormationClient(awsSettings(environment)).send(
        new DeleteStackCommand({ StackName: 'x' }),
      ),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});
