export { ProblemList } from './ProblemList';
export { WorkflowList } from './WorkflowList';
export type { WorkflowListProps } from './WorkflowList';
export { describeWorkflowState } from './workflowStates';
