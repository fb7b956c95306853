export { useEntityRef } from './useEntityRef';
export { useErrors } from './useErrors';
export { useErrorsView } from './useErrorsView';
export type { ErrorsView } from './useErrorsView';
export { useReleases } from './useReleases';
export { useStability } from './useStability';
export { useSummary } from './useSummary';
export { useTrend } from './useTrend';
