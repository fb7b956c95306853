export { StoredPart } from './StoredPart';
export type { StoredPartProps } from './StoredPart';
