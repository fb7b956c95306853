export { EnvironmentChoice } from './EnvironmentChoice';
