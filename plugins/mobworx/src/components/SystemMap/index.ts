export { SystemMapPage } from './SystemMapPage';
