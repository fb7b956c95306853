export { LogBuffer } from './LogBuffer';
export { LogPanel } from './LogPanel';
export type { LogPanelProps } from './LogPanel';
export type { LogSection } from './logRows';
export type { LogOptions } from './LogToolbar';
