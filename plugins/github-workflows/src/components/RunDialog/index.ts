export { prefillSearch, readLinkInputs } from './prefill';
export { RunDialog } from './RunDialog';
