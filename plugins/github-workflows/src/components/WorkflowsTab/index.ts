export { WorkflowsTab } from './WorkflowsTab';
