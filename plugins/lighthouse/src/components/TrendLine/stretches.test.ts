import { stretchesOf } from './stretches';

it.each<[string, (number | null)[], string[]]>([
  ['nothing', [], []],
  ['only what isn’t available', [null, null], []],
  ['one score, flat over the whole width', [1], ['0,2 100,2']],
  ['scores from the left to the right', [0, 1], ['0,26 100,2']],
  [
    'a gap where a score isn’t available',
    [0.5, 0.5, null, 1, 1],
    ['0,14 25,14', '75,2 100,2'],
  ],
  ['a single score between gaps', [null, 1, null], ['25,2 75,2']],
])('draws %s', (_name, scores, stretches) => {
  expect(stretchesOf(scores)).toEqual(stretches);
});
