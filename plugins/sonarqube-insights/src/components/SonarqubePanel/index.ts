export { NeverAnalysed, SonarqubePanel } from './SonarqubePanel';
