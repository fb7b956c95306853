export { BugsnagTab } from './BugsnagTab';
