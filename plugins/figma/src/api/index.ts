export { createFigmaClient } from './createFigmaClient';
export { figmaApiRef } from './FigmaApi';
export type { FigmaApi } from './FigmaApi';
export { FigmaProblemError, problemTitle } from './problemTitles';
