export { WorkflowChooser } from './WorkflowChooser';
