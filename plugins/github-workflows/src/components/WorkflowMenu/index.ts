export { WorkflowMenu } from './WorkflowMenu';
