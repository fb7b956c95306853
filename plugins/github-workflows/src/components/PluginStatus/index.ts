export { PluginStatus } from './PluginStatus';
