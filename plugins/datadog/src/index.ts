export { datadogPlugin as default } from './plugin';
