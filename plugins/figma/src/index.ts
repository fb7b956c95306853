export { figmaPlugin as default } from './plugin';
