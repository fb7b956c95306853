export { AnnotationsSection } from './AnnotationsSection';
export { ArtifactsSection } from './ArtifactsSection';
export { CalledWorkflows } from './CalledWorkflows';
