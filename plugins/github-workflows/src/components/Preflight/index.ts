export { isRefused } from './describePreflight';
export { PreflightPanel } from './PreflightPanel';
