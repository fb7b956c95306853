export { RunDialog } from './RunDialog';
export type { RunDialogProps } from './RunDialog';
