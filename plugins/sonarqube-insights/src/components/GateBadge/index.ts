export { GateBadge, gateInWords } from './GateBadge';
