export { InputValues } from './InputValues';
