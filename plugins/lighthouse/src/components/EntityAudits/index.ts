export { EntityAuditsTab } from './EntityAuditsTab';
