export { DesignCard } from './DesignCard';
