export { EnvironmentsCard } from './EnvironmentsCard';
export { EnvironmentsTab } from './EnvironmentsTab';
