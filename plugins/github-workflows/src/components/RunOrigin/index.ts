export { RunOrigin } from './RunOrigin';
