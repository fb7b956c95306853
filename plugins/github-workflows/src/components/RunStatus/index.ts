export { RunStatus } from './RunStatus';
export { describeDispatch, describeStatus } from './runStatus';
export { StatusDuration } from './StatusDuration';
