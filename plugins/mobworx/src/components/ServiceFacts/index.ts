export { DeploymentFacts } from './DeploymentFacts';
export { Fact } from './Fact';
export { ProblemNote } from './ProblemNote';
export { ServiceFacts } from './ServiceFacts';
export { StatusSince } from './StatusSince';
