import { answeringGateway } from '../__testUtils__/answeringGateway';
import { PresetReader } from './PresetReader';

const repository = { host: 'github.com', owner: 'MobWorx', repo: 'webapp' };
const read = (answer: unknown) =>
  new PresetReader(answeringGateway({ repository: answer })).presets(
    repository,
  );

it.each([
  ['cut', { text: 'presets: []', isTruncated: true }],
  ['binary', { text: null }],
])(
  'says that a file is no text where GitHub has it %s',
  async (_name, object) => {
    expect((await read({ object })).value).toEqual({
      items: [],
      problems: [{ message: expect.stringMatching(/too large or not a text/) }],
    });
  },
);

it('has no presets without a file, and says that a repository is gone', async () => {
  expect((await read({ object: null })).value).toEqual({
    items: [],
    problems: [],
  });
  await expect(read(null)).rejects.toMatchObject({
    code: 'repository_not_found',
  });
});
