export { CapacityBar } from './CapacityBar';
