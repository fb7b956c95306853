export { LatestRunsCard } from './LatestRunsCard';
export type { LatestRunsCardProps } from './LatestRunsCard';
