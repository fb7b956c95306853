export { bugsnagPlugin as default } from './plugin';
