export { StabilityBadge } from './StabilityBadge';
