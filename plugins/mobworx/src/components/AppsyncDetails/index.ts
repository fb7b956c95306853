export { AppsyncDetails } from './AppsyncDetails';
