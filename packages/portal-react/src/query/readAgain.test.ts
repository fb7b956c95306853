import { QueryObserver } from '@tanstack/react-query';
import { createPortalQueryClient } from './PortalQueryProvider';
import { readAgain } from './readAgain';

const KEY = ['runs'];

/** A view of a list whose readings the test answers one by one. */
function watched() {
  const client = createPortalQueryClient();
  const answers: Array<(value: string) => void> = [];
  const failures: Array<(error: Error) => void> = [];
  const observer = new QueryObserver(client, {
    queryKey: KEY,
    queryFn: () =>
      new Promise<string>((resolve, reject) => {
        answers.push(resolve);
        failures.push(reject);
      }),
    retry: false,
  });
  const unsubscribe = observer.subscribe(() => {});
  return {
    answers,
    failures,
    tell: (key = KEY) =>
      readAgain(client, ({ queryKey }) => queryKey[0] === key[0]),
    shown: () => observer.getCurrentResult().data,
    settle: () => new Promise(resolve => setTimeout(resolve)),
    close: () => {
      unsubscribe();
      client.clear();
    },
  };
}

describe('what a signal touches', () => {
  it('is read once more when the first reading may be older than the change', async () => {
    const { answers, tell, shown, settle, close } = watched();
    tell();
    await settle();
    expect(answers).toHaveLength(1);
    answers[0]('before');
    await settle();
    expect(answers).toHaveLength(2);
    answers[1]('after');
    await settle();
    expect(shown()).toBe('after');
    expect(answers).toHaveLength(2);
    close();
  });

  it('is shown also while signals come faster than answers', async () => {
    const { answers, tell, shown, settle, close } = watched();
    answers[0]('first');
    await settle();
    for (const text of ['second', 'third', 'fourth']) {
      // Two views that listen, and two signals.
      [tell, tell, tell, tell].forEach(each => each());
      await settle();
      tell();
      answers[answers.length - 1](text);
      await settle();
      expect(shown()).toBe(text);
    }
    await settle();
    // One more for each signal that came while a reading was under way.
    expect(answers).toHaveLength(5);
    close();
  });

  it('is read again after a failure, and what isn’t touched is left alone', async () => {
    const { answers, failures, tell, shown, settle, close } = watched();
    tell();
    failures[0](new Error('gone'));
    await settle();
    answers[1]('there again');
    await settle();
    expect(shown()).toBe('there again');
    tell(['refs']);
    await settle();
    expect(answers).toHaveLength(2);
    close();
  });
});
