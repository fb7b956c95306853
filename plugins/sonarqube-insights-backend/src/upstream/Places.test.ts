import { Places } from './Places';

/** Places with works that end when they are told to, in the order in which they began. */
function open(servers: string[], mayWait = 100) {
  const places = new Places(servers, { places: 4, mayWait });
  const underWay: Array<{ server: string; end: () => void }> = [];
  const ask = (server: string, times = 1) =>
    Array.from({ length: times }, () =>
      places.run(
        server,
        () =>
          new Promise<string>(resolve => {
            const one = {
              server,
              end: () => {
                underWay.splice(underWay.indexOf(one), 1);
                resolve(server);
              },
            };
            underWay.push(one);
          }),
      ),
    );
  const settle = () => new Promise(resolve => setImmediate(resolve));
  return {
    ask,
    places,
    /** Whose calls are under way. */
    async now() {
      await settle();
      return underWay.map(({ server }) => server).sort();
    },
    /** Ends the oldest call to a server. */
    async end(server: string) {
      await settle();
      underWay.find(one => one.server === server)!.end();
    },
  };
}

it('gives the only server all four places', async () => {
  const { ask, now, end } = open(['a']);
  const all = ask('a', 6);
  expect(await now()).toEqual(['a', 'a', 'a', 'a']);
  await end('a');
  expect(await now()).toEqual(['a', 'a', 'a', 'a']);
  for (let left = 5; left > 0; left -= 1) {
    await end('a');
  }
  expect(await Promise.all(all)).toHaveLength(6);
});

it('has four places for all servers together', async () => {
  const { ask, now } = open(['a', 'b', 'c']);
  ['a', 'b', 'c'].forEach(server => void ask(server, 3));
  expect(await now()).toHaveLength(4);
});

it('keeps a place from a server that hangs, for whichever other one needs it', async () => {
  const { ask, now, end } = open(['hangs', 'b', 'c']);
  void ask('hangs', 50);
  expect(await now()).toEqual(['hangs', 'hangs', 'hangs']);
  void ask('b', 2);
  void ask('c', 1);
  expect(await now()).toEqual(['b', 'hangs', 'hangs', 'hangs']);
  await end('b');
  // They take turns, and the fifty who came first don't get it.
  expect(await now()).toEqual(['c', 'hangs', 'hangs', 'hangs']);
  await end('c');
  expect(await now()).toEqual(['b', 'hangs', 'hangs', 'hangs']);
  await end('b');
  expect(await now()).toEqual(['hangs', 'hangs', 'hangs']);
});

it('frees the place of work that fails', async () => {
  const { places, ask, now } = open(['a']);
  const failing = () => Promise.reject(new Error('no answer'));
  await expect(places.run('a', failing)).rejects.toThrow('no answer');
  void ask('a', 4);
  expect(await now()).toHaveLength(4);
});

it('refuses when too many calls to a server wait, and takes those to others', async () => {
  const { ask, now } = open(['a', 'b'], 2);
  void ask('a', 5);
  await expect(ask('a')[0]).rejects.toMatchObject({ failure: 'overloaded' });
  void ask('b');
  expect(await now()).toEqual(['a', 'a', 'a', 'b']);
});
