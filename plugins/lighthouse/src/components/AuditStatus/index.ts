export { AuditStatus } from './AuditStatus';
export { FormFactorLabel } from './FormFactorLabel';
export { formFactorOptions, formFactorWords } from './formFactors';
export { requesterText } from './requesterText';
