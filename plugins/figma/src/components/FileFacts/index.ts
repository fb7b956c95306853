export { FileFacts } from './FileFacts';
export { LastChange } from './LastChange';
