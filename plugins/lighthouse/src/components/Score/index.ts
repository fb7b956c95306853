export { Change, pointsOf } from './Change';
export { Score } from './Score';
export { categoriesOf, percentOf, scoreText, toneOf } from './score';
