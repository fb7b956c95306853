import { outcomeOf } from './outcomeOf';
import { ChromiumEnded } from './worker/Chromium';
import { describeFailure } from './worker/failures';

describe('the words for a worker that died', () => {
  // A first try is followed by another one, a second is not: only the queue knows which it was.
  it.each([
    outcomeOf({ type: 'died', how: 'SIGKILL', lastWords: '' }),
    describeFailure(
      new ChromiumEnded('The browser ended by itself (SIGKILL).', ''),
      () => undefined,
      'http://127.0.0.1/',
    ).failure,
  ])('are true of the last try too', ({ code, remedy, retry }) => {
    expect({ code, retry }).toEqual({ code: 'worker_died', retry: true });
    expect(remedy).toMatch(/^If another try ends like this too, ask /);
  });
});
