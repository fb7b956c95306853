export { describeReviewers } from './describeReviewers';
export { DeploymentsSection } from './DeploymentsSection';
