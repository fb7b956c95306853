export { StreamDetails } from './StreamDetails';
