import type { AccessKey } from './signature';

/** A target of a rule of the event bus. */
interface TargetSeed {
  id: string;
  /** Name of a Lambda function. */
  function: string;
  /** Name of an SQS queue; without one, events that fail are lost. */
  deadLetterQueue?: string;
}

/** A rule of the event bus: with a pattern or a schedule. */
export interface RuleSeed {
  name: string;
  pattern?: Record<string, unknown>;
  schedule?: string;
  state: 'ENABLED' | 'DISABLED';
  targets: TargetSeed[];
  /** CloudWatch's counts, an hour. */
  perHour: Record<string, number>;
}

/** The Aurora cluster. */
export interface ClusterSeed {
  id: string;
  /** Of Aurora Serverless. */
  generation: 1 | 2;
  engineVersion: string;
  /** In ACU. */
  minCapacity: number;
  maxCapacity: number;
  capacity: number;
  /** The writer first; generation 1 has none to see. */
  instances: string[];
  backupRetentionDays: number;
}

/** A script of Flyway. */
export interface MigrationSeed {
  version: string;
  description: string;
  checksum: number;
  /** In milliseconds. */
  executionTime: number;
}

/** A deployment of a service. */
export interface DeploymentSeed {
  version: string;
  commit: string;
  daysAgo: number;
  by: string;
}

/** What stands in the AWS account of one environment. */
export interface InfrastructureSeed {
  eventBus: { name: string; rules: RuleSeed[] };
  cluster: ClusterSeed;
  /** None where Aurora is of generation 1. */
  proxy?: {
    name: string;
    targets: { id: string; state: string; reason?: string }[];
  };
  stacks: { service: string; status: string }[];
  flyway: {
    /** How many of the migrations ran. */
    applied: number;
    /** Version of one that failed. */
    failed?: string;
  };
}

/** The AWS account of one environment. */
export interface AwsSeed {
  environment: string;
  accountId: string;
  region: string;
  accessKeys: AccessKey[];
  infrastructure: InfrastructureSeed;
  deployed: Record<string, DeploymentSeed>;
  migrations: MigrationSeed[];
}
