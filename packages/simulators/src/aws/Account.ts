import { randomBytes } from 'node:crypto';
import type { SimulatorClock } from '../clock';
import { AwsError } from './AwsError';
import type { AccessKey } from './signature';
import type { AwsSeed, InfrastructureSeed } from './types';

const day = 24 * 3600_000;

/** Keys that a role was given for an hour. */
interface RoleKey extends AccessKey {
  sessionToken: string;
  expiresAt: number;
}

/** The AWS account of one environment, as its APIs show it. */
export class Account {
  infrastructure: InfrastructureSeed;
  private roleKeys: RoleKey[] = [];
  private readonly startedAt: number;

  constructor(
    readonly seed: AwsSeed,
    readonly clock: SimulatorClock,
  ) {
    this.startedAt = clock.now();
    this.infrastructure = structuredClone(seed.infrastructure);
  }

  reset(): void {
    this.infrastructure = structuredClone(this.seed.infrastructure);
    this.roleKeys = [];
  }

  arn(service: string, resource: string): string {
    const { region, accountId } = this.seed;
    return `arn:aws:${service}:${region}:${accountId}:${resource}`;
  }

  /** A date that lies before the start of the simulator. */
  daysAgo(days: number): Date {
    return new Date(this.startedAt - days * day);
  }

  /** All keys that may sign now. */
  accessKeys(): (AccessKey & Partial<RoleKey>)[] {
    const now = this.clock.now();
    return [
      ...this.seed.accessKeys,
      ...this.roleKeys.filter(({ expiresAt }) => expiresAt > now),
    ];
  }

  /** Keys of the one role there is. */
  assumeRole(roleArn: string, sessionName: string, caller: string): RoleKey {
    const { accountId } = this.seed;
    if (roleArn !== `arn:aws:iam::${accountId}:role/portal-reader`) {
      throw new AwsError(
        403,
        'AccessDenied',
        `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
      );
    }
    const key = {
      accessKeyId: `ASID${randomBytes(8).toString('hex').toUpperCase()}`,
      secretAccessKey: randomBytes(20).toString('hex'),
      sessionToken: randomBytes(32).toString('hex'),
      arn: `arn:aws:sts::${accountId}:assumed-role/portal-reader/${sessionName}`,
      expiresAt: this.clock.now() + 3600_000,
    };
    this.roleKeys.push(key);
    return key;
  }
}
