import { RecentSubjects } from './RecentSubjects';

const ref = { kind: 'component', namespace: 'default', name: 'a' };
const other = { ...ref, name: 'b' };
const subject = { entityRef: 'component:default/a' };
type Subject = typeof subject;

let recent: RecentSubjects<Subject>;
let decide: jest.Mock<Promise<Subject>>;

beforeEach(() => {
  jest.useFakeTimers();
  recent = new RecentSubjects();
  decide = jest.fn(async () => subject);
});
afterEach(() => jest.useRealTimers());

it('asks once for reads of the same caller, together or within five seconds', async () => {
  await Promise.all([
    recent.read('Bearer sam', ref, decide),
    recent.read('Bearer sam', ref, decide),
  ]);
  jest.advanceTimersByTime(4_900);
  await expect(recent.read('Bearer sam', ref, decide)).resolves.toBe(subject);
  expect(decide).toHaveBeenCalledTimes(1);
  jest.advanceTimersByTime(200);
  await recent.read('Bearer sam', ref, decide);
  expect(decide).toHaveBeenCalledTimes(2);
});

it('asks for every other caller and entity, and for a caller without a token', async () => {
  await recent.read('Bearer sam', ref, decide);
  await recent.read('Bearer jo', ref, decide);
  await recent.read('Bearer sam', other, decide);
  await recent.read(undefined, ref, decide);
  await recent.read(undefined, ref, decide);
  expect(decide).toHaveBeenCalledTimes(5);
});

it('remembers no refusal', async () => {
  decide.mockRejectedValueOnce(new Error('You may not'));
  await expect(recent.read('Bearer sam', ref, decide)).rejects.toThrow(
    'You may not',
  );
  await expect(recent.read('Bearer sam', ref, decide)).resolves.toBe(subject);
});
