import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { AppSyncSeed, UserSeed } from '../appsync/types';
import type {
  AwsSeed,
  DeploymentSeed,
  InfrastructureSeed,
  MigrationSeed,
} from '../aws/types';
import type { StreamSeed } from '../stream/types';
import type { StudioSeed } from '../studio/types';

/** Everything that one simulated environment of MobWorx starts with. */
export interface EnvironmentSeed {
  /** e.g. `staging`. */
  id: string;
  aws: AwsSeed;
  appsync: AppSyncSeed;
  stream: StreamSeed;
  studio: StudioSeed;
}

interface EnvironmentFile {
  id: string;
  accountId: string;
  region: string;
  accessKeys: { accessKeyId: string; secretAccessKey: string; user: string }[];
  deployed: Record<string, DeploymentSeed>;
}

const folder = path.join(
  path.dirname(require.resolve('@internal/simulators/package.json')),
  'seed/mobworx',
);

const readText = (...name: string[]) =>
  readFileSync(path.join(folder, ...name), 'utf8');

function readYaml<Content>(...name: string[]): Content {
  return parse(readText(...name)) as Content;
}

/** The environments that have a seed. */
export const environmentIds = ['staging', 'production'] as const;

/** One of {@link environmentIds}. */
export type EnvironmentId = (typeof environmentIds)[number];

/** Reads the seed of an environment from `seed/mobworx`. */
export function environmentSeed(id: EnvironmentId): EnvironmentSeed {
  const file = readYaml<EnvironmentFile>(id, 'environment.yaml');
  const users = readYaml<UserSeed[]>('users.yaml');
  const accessKeys = file.accessKeys.map(({ user, ...key }) => ({
    ...key,
    arn: `arn:aws:iam::${file.accountId}:user/${user}`,
  }));
  const studio = file.deployed['studio-service'];
  return {
    id: file.id,
    aws: {
      environment: file.id,
      accountId: file.accountId,
      region: file.region,
      accessKeys,
      infrastructure: readYaml<InfrastructureSeed>(id, 'infrastructure.yaml'),
      deployed: file.deployed,
      migrations: readYaml<MigrationSeed[]>('migrations.yaml'),
    },
    appsync: {
      ...readYaml<AppSyncSeed>(id, 'appsync.yaml'),
      schema: readText(id, 'schema.graphql'),
      accessKeys,
      users,
    },
    stream: { ...readYaml<StreamSeed>(id, 'stream.yaml'), users },
    studio: {
      ...readYaml<StudioSeed>(id, 'studio.yaml'),
      version: studio.version,
      commit: studio.commit,
    },
  };
}
