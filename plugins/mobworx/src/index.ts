export { mobworxPlugin as default } from './plugin';
