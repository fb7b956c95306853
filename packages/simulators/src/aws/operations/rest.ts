import { introspectionFromSchema } from 'graphql';
import { buildAppSyncSchema } from '../../appsync/schema';
import { AwsError } from '../AwsError';
import {
  flywayInfo,
  historyColumns,
  schemaHistory,
  type HistoryRow,
} from '../flyway';
import type { Operation, OperationContext } from './types';

const apiOf = ({ appsync }: OperationContext, apiId: string) => {
  if (apiId !== appsync.apiId) {
    throw new AwsError(
      404,
      'NotFoundException',
      `GraphQL API ${apiId} not found.`,
    );
  }
  return appsync;
};

/** The read-only calls of AppSync's control plane. A text is the body of the answer. */
export const appsyncControl: Record<string, Operation<object | string>> = {
  GetGraphqlApi: ({ apiId }, context) => ({
    graphqlApi: {
      ...apiOf(context, apiId).describe(),
      arn: context.account.arn('appsync', `apis/${apiId}`),
    },
  }),

  ListApiKeys: ({ apiId }, context) => ({
    apiKeys: apiOf(context, apiId).apiKeys(),
  }),

  GetIntrospectionSchema: ({ apiId, format, includeDirectives }, context) => {
    const api = apiOf(context, apiId);
    if (format === 'SDL') {
      return api.schema(includeDirectives !== 'false');
    }
    if (format !== 'JSON') {
      throw new AwsError(400, 'BadRequestException', 'Invalid format.');
    }
    const schema = buildAppSyncSchema(api.schema(true));
    return JSON.stringify({ data: introspectionFromSchema(schema) });
  },
};

/** When the operations workflow last ran. */
const DAYS_SINCE_INFO = 1;

const select =
  /^\s*select\s+(.+?)\s+from\s+(?:"?\w+"?\.)?"?flyway_schema_history"?(?:\s+order\s+by\s+[\w,\s]+)?\s*;?\s*$/is;

/** The one statement that a reader of the Data API may run: what Flyway did. */
export const rdsData: Record<string, Operation<object>> = {
  ExecuteStatement: ({ sql, resourceArn, secretArn, ...options }, context) => {
    const { account } = context;
    const { cluster } = account.infrastructure;
    if (
      resourceArn !== account.arn('rds', `cluster:${cluster.id}`) ||
      !secretArn
    ) {
      throw new AwsError(
        400,
        'BadRequestException',
        `HttpEndpoint is not enabled for resource ${resourceArn}`,
      );
    }
    const names = select.exec(sql ?? '')?.[1];
    if (!names) {
      throw new AwsError(
        400,
        'BadRequestException',
        'ERROR: permission denied; SQLState: 42501',
      );
    }
    const columns = columnsOf(names);
    const rows = schemaHistory(account);
    if (options.formatRecordsAs === 'JSON') {
      return {
        numberOfRecordsUpdated: 0,
        formattedRecords: JSON.stringify(
          rows.map(row =>
            Object.fromEntries(columns.map(column => [column, row[column]])),
          ),
        ),
      };
    }
    return {
      numberOfRecordsUpdated: 0,
      records: rows.map(row => columns.map(column => fieldOf(row[column]))),
      ...(options.includeResultMetadata && {
        columnMetadata: columns.map(name => ({ name, label: name })),
      }),
    };
  },
};

function columnsOf(names: string): (keyof HistoryRow)[] {
  if (names === '*') {
    return [...historyColumns];
  }
  return names.split(',').map(text => {
    const name = text.trim().replace(/"/g, '').toLowerCase();
    if (!historyColumns.some(column => column === name)) {
      throw new AwsError(
        400,
        'BadRequestException',
        `ERROR: column "${name}" does not exist; SQLState: 42703`,
      );
    }
    return name as keyof HistoryRow;
  });
}

function fieldOf(value: string | number | boolean) {
  if (typeof value === 'string') {
    return { stringValue: value };
  }
  return typeof value === 'number'
    ? { longValue: value }
    : { booleanValue: value };
}

/** An object of S3. */
export interface StoredObject {
  body: string;
  modifiedAt: Date;
}

/** The one object that is there: what `flyway info` printed when the operations workflow ran. */
export const s3: Record<string, Operation<StoredObject>> = {
  GetObject: ({ bucket, key }, { account }) => {
    if (bucket !== `mobworx-operations-${account.seed.environment}`) {
      throw new AwsError(
        404,
        'NoSuchBucket',
        'The specified bucket does not exist',
      );
    }
    if (key !== 'flyway/info.json') {
      throw new AwsError(404, 'NoSuchKey', 'The specified key does not exist.');
    }
    return {
      body: JSON.stringify(flywayInfo(account)),
      modifiedAt: account.daysAgo(DAYS_SINCE_INFO),
    };
  },
};
