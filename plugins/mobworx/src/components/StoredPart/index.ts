export { StoredPart } from './StoredPart';
