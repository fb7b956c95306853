export { default as sectionStyles } from './RunSection.module.css';
