export { DetailParts } from './DetailParts';
