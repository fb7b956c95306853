import type { AppSyncControl } from '../../appsync/simulator';
import type { Account } from '../Account';
import type { AccessKey } from '../signature';

/** What an operation knows of its caller and its surroundings. */
export interface OperationContext {
  account: Account;
  /** The control plane of the environment's AppSync API. */
  appsync: AppSyncControl;
  caller: AccessKey;
}

/** An operation of an AWS API: parameters in, result out, in the words of that API. */
export type Operation<Result> = (
  params: Record<string, any>,
  context: OperationContext,
) => Result;
