export { AnalysisAge } from './AnalysisAge';
