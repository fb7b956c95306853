export { WithheldNote } from './WithheldNote';
