export { RefPicker } from './RefPicker';
export type { RefPickerProps } from './RefPicker';
