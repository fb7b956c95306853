export { DeploymentsSection } from './DeploymentsSection';
export { ServicePage } from './ServicePage';
