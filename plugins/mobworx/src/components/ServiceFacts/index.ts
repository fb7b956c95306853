export { DeploymentFacts } from './DeploymentFacts';
export { DeploymentProblemNote } from './DeploymentProblemNote';
export { ProblemNote } from './ProblemNote';
export { ServiceFacts } from './ServiceFacts';
export { StatusSince } from './StatusSince';
