export { FigmaPanel, ToldProblemContext } from './FigmaPanel';
export { HowToAdd } from './HowToAdd';
