export { GraphCard } from './GraphCard';
