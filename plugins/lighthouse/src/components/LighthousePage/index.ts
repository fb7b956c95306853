export { LighthousePage } from './LighthousePage';
