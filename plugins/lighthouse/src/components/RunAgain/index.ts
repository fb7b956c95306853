export { RunAgain } from './RunAgain';
