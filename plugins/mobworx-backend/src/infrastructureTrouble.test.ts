import type { ServiceFault } from '@internal/simulators';
import { startInfrastructure as start } from './__testUtils__/startInfrastructure';

describe('AWS in trouble', () => {
  const all = (code: string) => ({
    bus: code,
    aurora: code,
    proxy: code,
    flyway: code,
    stacks: code,
  });

  it.each<[string, ServiceFault, string]>([
    ['hangs', { kind: 'hang' }, 'upstream_timeout'],
    ['refuses', { kind: 'refuse' }, 'upstream_unreachable'],
    ['breaks off', { kind: 'truncated' }, 'upstream_answer_truncated'],
    ['answers by a page', { kind: 'html' }, 'upstream_unavailable'],
    [
      'answers by a page as if all were well',
      { kind: 'html', status: 200 },
      'upstream_unexpected_answer',
    ],
    [
      'never stops',
      { kind: 'huge', bytes: 3_000_000 },
      'upstream_answer_too_large',
    ],
    ['fails', { kind: 'status', status: 500 }, 'upstream_unavailable'],
    [
      'is asked too often',
      { kind: 'status', status: 429 },
      'upstream_rate_limited',
    ],
    [
      'knows the key no longer',
      { kind: 'bad_credential' },
      'upstream_credentials_rejected',
    ],
  ])('%s: what was seen stays, with the reason', async (_, one, code) => {
    const { staging, look, read, codes } = await start();
    await look();
    const before = await read();
    staging.aws.service.faults.add({ path: '', fault: one });
    await look();
    const after = await read();
    expect(await codes()).toEqual(all(code));
    expect(after.aurora.value).toEqual(before.aurora.value);
    expect(after.aurora.takenAt).toBe(before.aurora.takenAt);
    // The other account isn't touched, and nothing of ours is told.
    expect((await read('production')).aurora.problem).toBeUndefined();
    const { accessKeyId, secretAccessKey } = staging.seed.aws.accessKeys[0];
    const told = JSON.stringify(after);
    [accessKeyId, secretAccessKey, 'localhost', '127.0.0.1'].forEach(text =>
      expect(told).not.toContain(text),
    );
  });

  it('is seen again once it is well', async () => {
    const { staging, look, read, codes } = await start();
    staging.aws.service.faults.add({
      path: '',
      fault: { kind: 'status', status: 500 },
    });
    await look();
    expect((await read()).bus.value).toBeUndefined();
    staging.aws.service.faults.clear();
    await look();
    expect(await codes()).toEqual(all(undefined as never));
  });

  it('names the configuration when it refuses the key', async () => {
    const { look, read } = await start(undefined, {
      config: {
        aws: {
          accounts: [
            {
              accountId: '111122223333',
              accessKeyId: 'AKIDSIMULATEDSTAGING',
              secretAccessKey: 'another',
            },
          ],
        },
      },
      environments: ([staging]) => [staging],
    });
    await look();
    const { bus, flyway } = await read();
    expect([bus.problem, flyway.problem]).toMatchObject([
      {
        code: 'upstream_credentials_rejected',
        message:
          "AWS in Staging doesn't accept the portal's credentials: SignatureDoesNotMatch.",
        remedy: expect.stringContaining('aws.accounts'),
      },
      { code: 'upstream_credentials_rejected' },
    ]);
  });
});
