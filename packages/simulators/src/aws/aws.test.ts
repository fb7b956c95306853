import {
  AppSyncClient,
  GetGraphqlApiCommand,
  GetIntrospectionSchemaCommand,
  ListApiKeysCommand,
} from '@aws-sdk/client-appsync';
import {
  CloudFormationClient,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { DescribeDBProxiesCommand, RDSClient } from '@aws-sdk/client-rds';
import { buildSchema } from 'graphql';
import {
  awsSettings,
  environments,
  postJson,
} from '../__testUtils__/environment';
import { toXml } from './xml';

// The clients of AWS themselves are the referees of what is answered.
const start = environments();

describe('CloudFormation', () => {
  it('shows what is deployed, and since when', async () => {
    const environment = await start({ id: 'production' });
    const client = new CloudFormationClient(awsSettings(environment));
    const { Stacks } = await client.send(new DescribeStacksCommand({}));
    expect(Stacks).toHaveLength(5);
    const one = await client.send(
      new DescribeStacksCommand({ StackName: 'appsync-service-production' }),
    );
    expect(one.Stacks).toEqual([
      expect.objectContaining({
        StackStatus: 'UPDATE_COMPLETE',
        LastUpdatedTime: new Date(environment.clock.now() - 16 * 24 * 3600_000),
        Tags: expect.arrayContaining([
          { Key: 'version', Value: '1.8.0' },
          { Key: 'deployedBy', Value: 'sam-okoro' },
        ]),
      }),
    ]);
    await expect(
      client.send(new DescribeStacksCommand({ StackName: 'x' })),
    ).rejects.toThrow('Stack with id x does not exist');
  });
});

describe('AppSync', () => {
  it('shows its API, keys and schema, though introspection is off', async () => {
    const environment = await start({ id: 'production' });
    const client = new AppSyncClient(awsSettings(environment));
    const { apiId } = environment.seed.appsync;
    const { graphqlApi } = await client.send(
      new GetGraphqlApiCommand({ apiId }),
    );
    expect(graphqlApi).toMatchObject({
      authenticationType: 'API_KEY',
      introspectionConfig: 'DISABLED',
      additionalAuthenticationProviders: [
        { authenticationType: 'AWS_IAM' },
        { authenticationType: 'AMAZON_COGNITO_USER_POOLS' },
        { authenticationType: 'OPENID_CONNECT' },
      ],
      uris: { GRAPHQL: environment.appsync.graphqlUrl },
    });
    const { apiKeys } = await client.send(new ListApiKeysCommand({ apiId }));
    const days =
      (apiKeys![0].expires! * 1000 - environment.clock.now()) / 86_400_000;
    expect(Math.round(days)).toBe(241);
    const schemaAs = async (
      format: 'SDL' | 'JSON',
      includeDirectives?: boolean,
    ) => {
      const { schema } = await client.send(
        new GetIntrospectionSchemaCommand({ apiId, format, includeDirectives }),
      );
      return Buffer.from(schema!).toString();
    };
    expect(await schemaAs('SDL')).toContain('@aws_subscribe');
    const plain = await schemaAs('SDL', false);
    expect(plain).not.toContain('@aws');
    expect(() =>
      buildSchema(
        `scalar AWSURL scalar AWSEmail scalar AWSDateTime scalar AWSJSON ${plain}`,
      ),
    ).not.toThrow();
    expect(
      JSON.parse(await schemaAs('JSON')).data.__schema.queryType.name,
    ).toBe('Query');
    await expect(
      client.send(new ListApiKeysCommand({ apiId: 'x' })),
    ).rejects.toMatchObject({ name: 'NotFoundException' });
    await expect(schemaAs('XML' as 'SDL')).rejects.toMatchObject({
      name: 'BadRequestException',
    });
  });
});

describe('the account', () => {
  it('changes by its switch', async () => {
    const environment = await start();
    const change = (body: unknown) =>
      postJson(
        `${environment.aws.service.url}/_simulator/infrastructure`,
        body,
      );
    const proxies = async () =>
      (
        await new RDSClient(awsSettings(environment)).send(
          new DescribeDBProxiesCommand({}),
        )
      ).DBProxies;
    expect(await change({ proxy: null })).toMatchObject({ status: 204 });
    expect(await proxies()).toEqual([]);
    expect(await change({ proxy: { name: 'new', targets: [] } })).toMatchObject(
      { status: 204 },
    );
    expect(await proxies()).toMatchObject([{ DBProxyName: 'new' }]);
    expect(await change({ flyway: { applied: -1 } })).toMatchObject({
      status: 400,
    });
  });

  it('is written as XML that nothing escapes from', () => {
    expect(toXml('A', { B: '<&">', C: undefined, D: [1, 2], E: true })).toBe(
      '<A><B>&lt;&amp;&quot;&gt;</B><D>1</D><D>2</D><E>true</E></A>',
    );
  });
});
