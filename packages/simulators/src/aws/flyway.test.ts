import {
  ExecuteStatementCommand,
  RDSDataClient,
} from '@aws-sdk/client-rds-data';
import {
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  awsSettings,
  environments,
  postJson,
} from '../__testUtils__/environment';
import type { MobworxEnvironment } from '../mobworx/environment';

// The clients of AWS themselves are the referees of what is answered.
const start = environments();

describe('Flyway', () => {
  const statement = (
    environment: MobworxEnvironment,
    sql: string,
    more = {},
  ) => {
    const { accountId, infrastructure } = environment.seed.aws;
    return new ExecuteStatementCommand({
      resourceArn: `arn:aws:rds:us-west-2:${accountId}:cluster:${infrastructure.cluster.id}`,
      secretArn: 'arn:aws:secretsmanager:us-west-2:1:secret:reader',
      sql,
      ...more,
    });
  };

  it('has one migration less in production, by the Data API', async () => {
    const versionsOf = async (id: 'staging' | 'production') => {
      const environment = await start({ id });
      const client = new RDSDataClient(awsSettings(environment));
      const { formattedRecords } = await client.send(
        statement(
          environment,
          'SELECT version, success FROM flyway_schema_history ORDER BY installed_rank',
          { formatRecordsAs: 'JSON' },
        ),
      );
      return JSON.parse(formattedRecords!).map(
        ({ version }: { version: string }) => version,
      );
    };
    expect(await versionsOf('staging')).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(await versionsOf('production')).toEqual(['1', '2', '3', '4', '5']);
  });

  it('answers with typed fields, and refuses all else', async () => {
    const environment = await start();
    const client = new RDSDataClient(awsSettings(environment));
    const all = await client.send(
      statement(environment, 'select * from "public"."flyway_schema_history"', {
        includeResultMetadata: true,
      }),
    );
    expect(all.columnMetadata!.map(({ name }) => name)).toContain(
      'installed_on',
    );
    expect(all.records![0].slice(0, 3)).toEqual([
      { longValue: 1 },
      { stringValue: '1' },
      { stringValue: 'create users' },
    ]);
    expect(all.records![0].at(-1)).toEqual({ booleanValue: true });
    const refused = (command: ExecuteStatementCommand) =>
      client.send(command).catch(error => error.message);
    expect(await refused(statement(environment, 'drop table users'))).toContain(
      'permission denied',
    );
    expect(
      await refused(
        statement(environment, 'select x from flyway_schema_history'),
      ),
    ).toContain('"x" does not exist');
    expect(
      await refused(
        statement(environment, 'select 1', { resourceArn: 'arn:x' }),
      ),
    ).toContain('HttpEndpoint is not enabled');
  });

  it('left what it printed in S3', async () => {
    const environment = await start({ id: 'production' });
    const client = new S3Client({
      ...awsSettings(environment),
      forcePathStyle: true,
    });
    const read = async (
      Key: string,
      Bucket = 'mobworx-operations-production',
    ) => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      return JSON.parse(await Body!.transformToString());
    };
    const states = async () =>
      (await read('flyway/info.json')).migrations.map(
        ({ state }: { state: string }) => state,
      );
    const { LastModified } = await client.send(
      new GetObjectCommand({
        Bucket: 'mobworx-operations-production',
        Key: 'flyway/info.json',
      }),
    );
    expect(environment.clock.now() - LastModified!.getTime()).toBeGreaterThan(
      86_000_000,
    );
    const [ok, pending] = ['Success', 'Pending'];
    expect(await states()).toEqual([ok, ok, ok, ok, ok, pending]);
    await postJson(`${environment.aws.service.url}/_simulator/infrastructure`, {
      flyway: { applied: 6, failed: '6' },
    });
    expect(await states()).toEqual([ok, ok, ok, ok, ok, 'Failed']);
    expect((await read('flyway/info.json')).schemaVersion).toBe('5');
    await expect(read('other.json')).rejects.toMatchObject({
      name: 'NoSuchKey',
    });
    await expect(read('flyway/info.json', 'other')).rejects.toMatchObject({
      name: 'NoSuchBucket',
    });
    await expect(
      client.send(new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: 'x' })),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});
