export { JobLog } from './JobLog';
