export { InfrastructureDetails } from './InfrastructureDetails';
