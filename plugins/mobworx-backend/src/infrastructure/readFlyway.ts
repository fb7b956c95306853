import {
  ExecuteStatementCommand,
  RDSDataClient,
} from '@aws-sdk/client-rds-data';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Flyway } from '@internal/plugin-mobworx-common';
import type { z } from 'zod';
import type { FlywayConfig } from '../serviceConfig';
import { unexpectedAnswer } from '../upstreamProblems';
import { readCluster } from './aurora';
import type { AwsClients } from './awsClients';
import {
  flywayInfoSchema,
  historyToFlyway,
  SCHEMA_HISTORY_SQL,
  schemaHistorySchema,
  toFlyway,
} from './flyway';

/**
 * Reads the state of the migrations: from Flyway's own report, and from the history in the
 * database where there is no report to read.
 *
 * @throws errors of `problem()`, of the report where both fail
 */
export async function readFlyway(
  aws: AwsClients,
  config: FlywayConfig & { dbCluster: string },
  signal: AbortSignal,
): Promise<Flyway> {
  const { report, history } = config;
  if (!report) {
    return readHistory(aws, config.dbCluster, history!, signal);
  }
  try {
    return await readReport(aws, report, signal);
  } catch (error) {
    if (!history || signal.aborted) {
      throw error;
    }
    return readHistory(aws, config.dbCluster, history, signal).catch(() => {
      throw error;
    });
  }
}

async function readReport(
  aws: AwsClients,
  { bucket, key }: NonNullable<FlywayConfig['report']>,
  signal: AbortSignal,
): Promise<Flyway> {
  const found = await aws.use(S3Client, 'details', async client => {
    const { Body, LastModified } = await client.send(
      new GetObjectCommand({ Bucket: bucket, Key: key }),
      { abortSignal: signal },
    );
    return { content: await Body?.transformToString(), at: LastModified };
  });
  const what = 'what flyway info printed';
  return {
    ...toFlyway(parse(aws, flywayInfoSchema, found.content, what)),
    // As old as the last run of the workflow that prints it, however often it is read.
    ...(found.at && { reportedAt: found.at.toISOString() }),
  };
}

async function readHistory(
  aws: AwsClients,
  dbCluster: string,
  { secretArn, database }: NonNullable<FlywayConfig['history']>,
  signal: AbortSignal,
): Promise<Flyway> {
  const { DBClusterArn } = await readCluster(aws, dbCluster, signal);
  const { formattedRecords } = await aws.use(RDSDataClient, 'details', client =>
    client.send(
      new ExecuteStatementCommand({
        resourceArn: DBClusterArn,
        secretArn,
        database,
        sql: SCHEMA_HISTORY_SQL,
        formatRecordsAs: 'JSON',
      }),
      { abortSignal: signal },
    ),
  );
  return historyToFlyway(
    parse(aws, schemaHistorySchema, formattedRecords, 'the history of Flyway'),
  );
}

function parse<T>(
  aws: AwsClients,
  schema: z.ZodType<T>,
  content: string | undefined,
  what: string,
): T {
  let value: unknown;
  try {
    value = JSON.parse(content ?? '');
  } catch {
    throw unexpectedAnswer(aws.upstream, `${what} is not JSON`);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const at = parsed.error.issues[0].path.join('.').slice(0, 100);
    throw unexpectedAnswer(aws.upstream, `${what}, at ${at || 'its start'}`);
  }
  return parsed.data;
}
