export { CreateAudit } from './CreateAudit';
