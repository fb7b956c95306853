import { HandRunner } from '../__testUtils__/HandRunner';
import { reportOf } from '../__testUtils__/report';
import { AddressPolicy } from '../targets/AddressPolicy';
import { FinalAddressRunner } from './FinalAddressRunner';

const NAMES: Record<string, string> = {
  'www.example.com': '93.184.216.34',
  'inner.example.com': '10.9.9.9',
  'listed.example.com': '10.1.0.1',
};

async function endsAt(finalUrl: string, url = 'https://www.example.com') {
  const runner = new HandRunner();
  const checked = new FinalAddressRunner({
    runner,
    policy: new AddressPolicy(['10.1.0.0/16']),
    lookup: async name => [{ address: NAMES[name], family: 4 }],
  });
  const outcome = checked.run(
    { id: 'ours', url, formFactor: 'mobile' },
    { signal: new AbortController().signal, onProgress: () => {} },
  );
  (await runner.next()).end({
    status: 'completed',
    report: { ...reportOf(), finalDisplayedUrl: finalUrl },
  });
  return outcome;
}

it.each([
  ['https://www.example.com/en', 'https://www.example.com'],
  ['http://listed.example.com/in', 'http://listed.example.com'],
])('takes a report that ended at %s for %s', async (finalUrl, url) => {
  expect(await endsAt(finalUrl, url)).toMatchObject({ status: 'completed' });
});

it.each([
  ['http://inner.example.com/'],
  ['http://169.254.169.254/latest/meta-data'],
  ['http://listed.example.com/'],
  ['file:///etc/passwd'],
  ['nonsense'],
])('refuses a report that a page of the internet led to %s', async finalUrl => {
  const outcome = await endsAt(finalUrl);
  expect(outcome).toMatchObject({
    status: 'failed',
    code: 'target_address_refused',
    remedy: expect.stringContaining('lighthouse.targets.addresses'),
    retry: false,
  });
});

it('leaves failures and the answer whether there is a service as they are', async () => {
  const runner = new HandRunner();
  const checked = new FinalAddressRunner({
    runner,
    policy: new AddressPolicy([]),
  });
  expect(await checked.availability()).toBe(runner.available);
  const failure = {
    status: 'failed',
    code: 'audit_failed',
    message: 'No.',
    retry: false,
  } as const;
  const outcome = checked.run(
    { id: 'ours', url: 'https://www.example.com', formFactor: 'mobile' },
    { signal: new AbortController().signal, onProgress: () => {} },
  );
  (await runner.next()).end(failure);
  expect(await outcome).toBe(failure);
});
