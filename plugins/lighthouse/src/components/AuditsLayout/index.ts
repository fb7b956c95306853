export { AuditsHead } from './AuditsHead';
export { Section } from './Section';
