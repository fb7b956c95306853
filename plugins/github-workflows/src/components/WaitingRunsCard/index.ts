export { WaitingRunsCard } from './WaitingRunsCard';
