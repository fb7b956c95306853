export { LighthouseReport } from './LighthouseReport';
