export { RunStatus } from './RunStatus';
export type { RunStatusProps } from './RunStatus';
export { describeDispatch, describeStatus } from './runStatus';
