export { QuickRunCard } from './QuickRunCard';
