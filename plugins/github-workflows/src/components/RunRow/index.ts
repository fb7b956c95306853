export { RunRow } from './RunRow';
