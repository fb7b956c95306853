export { EntityAuditsCard } from './EntityAuditsCard';
