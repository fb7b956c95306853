export { ActionDialog } from './ActionDialog';
export { RerunJob } from './RerunJob';
export { RunActions } from './RunActions';
export { useTakenAction } from './useTakenAction';
export type { RunActionsContext } from './useTakenAction';
