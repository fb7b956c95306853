export { Dashboards, Graphs } from './Embeds';
export { Refusals } from './Refusals';
export { useEmbeds } from './useEmbeds';
