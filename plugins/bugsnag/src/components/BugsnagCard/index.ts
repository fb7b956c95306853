export { BugsnagCard } from './BugsnagCard';
