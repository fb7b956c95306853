export { BugsnagPanel } from './BugsnagPanel';
