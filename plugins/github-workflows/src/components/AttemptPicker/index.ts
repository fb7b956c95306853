export { AttemptPicker } from './AttemptPicker';
export { PastAttemptNote } from './PastAttemptNote';
