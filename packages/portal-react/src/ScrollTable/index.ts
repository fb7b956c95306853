export { ScrollTable } from './ScrollTable';
