export { AuditsHead } from './AuditsHead';
