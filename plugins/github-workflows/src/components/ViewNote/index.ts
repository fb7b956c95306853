export { ViewNote } from './ViewNote';
