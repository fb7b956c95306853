export { ChoiceToggle } from './ChoiceToggle';
