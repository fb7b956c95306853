export { DeploymentFacts } from './DeploymentFacts';
export { ProblemNote } from './ProblemNote';
export { ServiceFacts } from './ServiceFacts';
export { StatusSince } from './StatusSince';
