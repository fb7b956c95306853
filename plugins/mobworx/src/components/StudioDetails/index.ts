export { StudioDetails } from './StudioDetails';
