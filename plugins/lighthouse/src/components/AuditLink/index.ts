export { AuditLink } from './AuditLink';
