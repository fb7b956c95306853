export { Rating, ratingLetter } from './Rating';
