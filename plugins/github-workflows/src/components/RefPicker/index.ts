export { RefPicker } from './RefPicker';
