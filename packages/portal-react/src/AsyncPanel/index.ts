export { AsyncPanel } from './AsyncPanel';
export type { AsyncPanelProps, AsyncPanelQuery } from './AsyncPanel';
export { EmptyNote } from './EmptyNote';
export type { EmptyNoteProps } from './EmptyNote';
export { ErrorPanel } from './ErrorPanel';
export type { ErrorPanelProps } from './ErrorPanel';
export { StaleNote } from './StaleNote';
export type { Freshness } from './StaleNote';
