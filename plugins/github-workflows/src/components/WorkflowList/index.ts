export { ProblemList } from './ProblemList';
export { WorkflowList } from './WorkflowList';
export { describeWorkflowState } from './workflowStates';
