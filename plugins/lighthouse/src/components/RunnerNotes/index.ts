export { RunnerNotes } from './RunnerNotes';
export { NewAuditLink } from './NewAuditLink';
export { useMayCreate } from './useMayCreate';
