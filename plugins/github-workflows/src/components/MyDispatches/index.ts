export { MyDispatches } from './MyDispatches';
