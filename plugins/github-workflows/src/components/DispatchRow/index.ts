export { DispatchRow } from './DispatchRow';
