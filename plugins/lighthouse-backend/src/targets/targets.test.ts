import { mockServices } from '@backstage/backend-test-utils';
import { AddressPolicy } from './AddressPolicy';
import { createAuditTargets } from './createAuditTargets';
import { hostMatches } from './hostPatterns';
import { reachableAddresses } from './reachableAddresses';

describe('AddressPolicy', () => {
  const refused = [
    ['127.0.0.1', 'the machine itself'],
    ['127.8.9.10', 'the machine itself'],
    ['::1', 'the machine itself'],
    ['0.0.0.0', 'no address of a machine'],
    ['::', 'no address of a machine'],
    ['10.1.2.3', 'private'],
    ['172.31.0.1', 'private'],
    ['192.168.1.1', 'private'],
    ['fd12:3456::1', 'private'],
    ['100.64.0.1', 'of a provider'],
    ['169.254.1.1', 'local link'],
    ['fe80::1', 'local link'],
    ['fe80::1%eth0', 'local link'],
    ['224.0.0.1', 'group of machines'],
    ['255.255.255.255', 'group of machines'],
    ['ff02::1', 'group of machines'],
    ['192.0.2.1', 'reserved'],
    ['240.0.0.1', 'reserved'],
    ['2001:db8::1', 'reserved'],
    // An IPv4 address in the clothes of IPv6.
    ['::ffff:127.0.0.1', 'the machine itself'],
    ['::ffff:a9fe:a9fe', 'credentials'],
    ['64:ff9b::10.0.0.1', 'private'],
    ['64:ff9b:1::a00:1', 'reserved'],
    ['::ffff:0:7f00:1', 'the machine itself'],
    ['::7f00:1', 'reserved'],
    ['2002:7f00:1::', 'reserved'],
    // Where clouds hand out credentials.
    ['169.254.169.254', 'credentials'],
    ['169.254.170.2', 'credentials'],
    ['169.254.170.23', 'credentials'],
    ['fd00:ec2::254', 'credentials'],
    ['fd00:0ec2:0:0:0:0:0:254', 'credentials'],
    ['168.63.129.16', 'credentials'],
    ['100.100.100.200', 'credentials'],
    ['example.com', 'no IP address'],
    ['', 'no IP address'],
  ];

  it.each(refused)('refuses %s, %s', (address, why) => {
    expect(new AddressPolicy().judge(address)).toEqual({
      allowed: false,
      why: expect.stringContaining(why),
    });
  });

  it.each(['93.184.215.14', '2606:2800:21f::1', '64:ff9b::5db8:d70e'])(
    'lets pages of the internet be, such as %s',
    address => {
      expect(new AddressPolicy().judge(address)).toEqual({
        allowed: true,
        as: 'public',
      });
    },
  );

  it('takes what is listed, and no metadata address for the network around it', () => {
    const policy = new AddressPolicy(['10.1.0.0/16', '169.254.0.0/16', '::1']);
    const allows = (address: string) => policy.judge(address).allowed;
    expect(policy.judge('10.1.255.1')).toEqual({ allowed: true, as: 'listed' });
    expect(policy.judge('::ffff:10.1.0.1').allowed).toBe(true);
    expect(allows('10.2.0.1')).toBe(false);
    expect(allows('::1')).toBe(true);
    expect(allows('127.0.0.1')).toBe(false);
    expect(allows('169.254.1.1')).toBe(true);
    expect(allows('169.254.169.254')).toBe(false);
    expect(
      new AddressPolicy(['169.254.169.254']).judge('169.254.169.254').allowed,
    ).toBe(true);
  });
});

describe('reachableAddresses', () => {
  const policy = new AddressPolicy(['10.1.0.0/16']);
  const leadingTo =
    (...addresses: string[]) =>
    async () =>
      addresses.map(address => ({
        address,
        family: address.includes(':') ? 6 : 4,
      }));

  it('keeps of many addresses those that are allowed', async () => {
    await expect(
      reachableAddresses('www.example.com', {
        policy,
        lookup: leadingTo('127.0.0.1', '93.184.215.14', 'fe80::1'),
      }),
    ).resolves.toEqual({
      addresses: [{ address: '93.184.215.14', family: 4 }],
      inside: false,
    });
  });

  it('takes a name with a public address for one of the internet, whatever else it leads to', async () => {
    await expect(
      reachableAddresses('both.example', {
        policy,
        lookup: leadingTo('10.1.0.1', '93.184.215.14', '10.1.0.2'),
      }),
    ).resolves.toEqual({
      addresses: [{ address: '93.184.215.14', family: 4 }],
      inside: false,
    });
  });

  it('keeps what is listed from pages of the internet', async () => {
    const options = { policy, lookup: leadingTo('10.1.0.1') };
    await expect(
      reachableAddresses('intranet', options),
    ).resolves.toMatchObject({ inside: true });
    await expect(
      reachableAddresses('intranet', { ...options, publicOnly: true }),
    ).rejects.toMatchObject({
      code: 'target_address_refused',
      message:
        'intranet leads to 10.1.0.1, which is inside, and the audited page is not.',
    });
  });

  it('says that a name has no address', async () => {
    await expect(
      reachableAddresses('nowhere.example', {
        policy,
        lookup: async () => {
          throw Object.assign(new Error(), { code: 'ENOTFOUND' });
        },
      }),
    ).rejects.toMatchObject({
      code: 'target_unresolvable',
      message: 'No address was found for nowhere.example (ENOTFOUND).',
    });
  });
});

describe('hostMatches', () => {
  it.each([
    ['https://www.example.com/a', 'www.example.com', true],
    ['https://www.example.com:8443/', 'www.example.com', true],
    ['https://www.example.com', 'WWW.Example.com', true],
    ['https://www.example.com:8443/', 'www.example.com:8443', true],
    ['https://www.example.com/', 'www.example.com:8443', false],
    ['https://a.b.example.com/', '*.example.com', true],
    ['https://example.com/', '*.example.com', false],
    ['https://evilexample.com/', '*.example.com', false],
    ['https://www.example.com.evil.org/', '*.example.com', false],
    ['http://a.example.com:3000/', '*.example.com:3000', true],
    ['http://a.example.com:3001/', '*.example.com:3000', false],
    ['http://[::1]:3000/', '[::1]', true],
  ])('%s and %s: %s', (url, pattern, matches) => {
    expect(hostMatches(url, pattern)).toBe(matches);
  });
});

describe('createAuditTargets', () => {
  const targetsFor = (
    targets: { hosts?: string[]; addresses?: string[] },
    address = '93.184.215.14',
  ) =>
    createAuditTargets({
      config: mockServices.rootConfig({ data: { lighthouse: { targets } } }),
      declared: { has: async url => url === 'https://declared.example/a' },
      lookup: async () => [{ address, family: 4 }],
    });

  it('takes what an entity declares, and what a pattern of hosts takes in', async () => {
    const targets = targetsFor({ hosts: ['*.example.com'] });
    await expect(
      targets.check('HTTPS://Declared.example:443/a/#b'),
    ).resolves.toBe('https://declared.example/a');
    await expect(targets.check('http://www.example.com/any')).resolves.toBe(
      'http://www.example.com/any',
    );
    await expect(
      targets.check('https://declared.example/other'),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      code: 'target_not_declared',
      remedy: expect.stringContaining('lighthouse.targets.hosts'),
    });
  });

  it.each([
    ['example.com', 'url_without_scheme'],
    ['file:///etc/passwd', 'url_scheme_refused'],
    // eslint-disable-next-line no-script-url
    ['javascript:alert(1)', 'url_scheme_refused'],
    ['https://user:secret@declared.example/a', 'url_with_credentials'],
    [`https://declared.example/${'a'.repeat(10_000)}`, 'url_too_long'],
    ['', 'url_missing'],
  ])('does not take %.40s', async (url, code) => {
    await expect(
      targetsFor({ hosts: ['declared.example'] }).check(url),
    ).rejects.toMatchObject({ name: 'InputError', code });
  });

  it.each([
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::ffff:7f00:1]/',
    'http://127.1/',
  ])('sees through %s', async url => {
    await expect(
      targetsFor({ hosts: ['127.0.0.1', '[::ffff:7f00:1]'] }).check(url),
    ).rejects.toMatchObject({ code: 'target_address_refused' });
  });

  it('refuses a declared name that leads to the machine itself', async () => {
    await expect(
      targetsFor({}, '127.0.0.1').check('https://declared.example/a'),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      code: 'target_address_refused',
      message:
        'declared.example leads to 127.0.0.1, which is an address of the machine itself.',
    });
  });

  it.each([
    [{ hosts: ['https://example.com'] }, 'lighthouse.targets.hosts'],
    [{ hosts: ['*'] }, 'lighthouse.targets.hosts'],
    [{ addresses: ['10.0.0.0/99'] }, 'lighthouse.targets.addresses'],
    [{ addresses: ['localhost'] }, 'lighthouse.targets.addresses'],
  ])(
    'names the key of a configuration that can’t be used: %j',
    (targets, key) => {
      expect(() => targetsFor(targets)).toThrow(key);
    },
  );
});
