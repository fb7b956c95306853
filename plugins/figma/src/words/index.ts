export { counted } from './counted';
export { describeEditor, hasReadyForDev } from './describeEditor';
export { devStatusWords } from './devStatusWords';
