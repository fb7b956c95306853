import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Context key that leaves every reason out, to see what they take away. */
export const WITHOUT_REASONS = 'portal:without-reasons';

/**
 * Writes down why a finding of cdk-nag is meant to be so. The only way in which this code takes one
 * out: a test compares what is acknowledged with what is found, so that none outlives its reason.
 *
 * @param ids - ids of findings, with the detail where the rule has one: `AwsSolutions-IAM5[Resource::*]`
 */
export function acknowledge(
  construct: IConstruct,
  reason: string,
  ...ids: string[]
): void {
  if (construct.node.tryGetContext(WITHOUT_REASONS)) return;
  for (const id of ids) Validations.of(construct).acknowledge({ id, reason });
}
