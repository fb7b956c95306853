import ipaddr from 'ipaddr.js';

/** Whether an audit may go to an address. */
export type AddressVerdict =
  | {
      allowed: true;
      /** `public`: anybody on the internet could. `listed`: the configuration says so. */
      as: 'public' | 'listed';
    }
  | {
      allowed: false;
      /** What the address is, to be put after *it is*: *a private address*. */
      why: string;
    };

type Address = ipaddr.IPv4 | ipaddr.IPv6;
/** A first address, and how many of its bits are the same for all. */
type Range = [Address, number];

/**
 * Where clouds hand out the credentials of a machine. Only an entry of exactly this address lists
 * one of them: nobody means them who writes down a whole network.
 */
const METADATA = new Set(
  [
    '169.254.169.254', // AWS, Google, Azure, DigitalOcean, OpenStack
    '169.254.170.2', // AWS: tasks of ECS
    '169.254.170.23', // AWS: pods of EKS
    'fd00:ec2::254', // AWS
    'fd00:ec2::23', // AWS: pods of EKS
    'fd20:ce::254', // Google
    '168.63.129.16', // Azure: a public address, reachable only from inside
    '100.100.100.200', // Alibaba
    '192.0.0.192', // Oracle
  ].map(address => ipaddr.parse(address).toNormalizedString()),
);

const WORDS: Record<string, string> = {
  loopback: 'an address of the machine itself',
  private: 'a private address',
  uniqueLocal: 'a private address',
  carrierGradeNat: 'a private address of a provider',
  linkLocal: 'an address of the local link',
  unspecified: 'no address of a machine',
  multicast: 'an address of a group of machines',
  broadcast: 'an address of a group of machines',
};

// The whole of the public IPv6 internet (RFC 4291, IANA). ipaddr.js calls everything `unicast` that
// it has no other name for.
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3') as Range;
// NAT64 (RFC 6052) and its stateless kin (RFC 6145): the last 32 bits are an IPv4 address.
const TRANSLATED = ['64:ff9b::/96', '::ffff:0:0:0/96'].map(
  range => ipaddr.parseCIDR(range) as Range,
);

/** Decides which IP addresses audits may go to. */
export class AddressPolicy {
  readonly #listed: Range[];

  /**
   * @param listed - addresses and ranges (`10.1.0.0/16`) that are allowed although they aren't public
   * @throws Error that names the entry that is neither
   */
  constructor(listed: string[] = []) {
    this.#listed = listed.map(parseRange);
  }

  /** Judges an IP address; what isn't one is refused. */
  judge(text: string): AddressVerdict {
    if (!ipaddr.isValid(text)) {
      return { allowed: false, why: 'no IP address' };
    }
    const address = meant(ipaddr.parse(text));
    if (METADATA.has(address.toNormalizedString())) {
      return this.#listed.some(range => isExactly(range, address))
        ? { allowed: true, as: 'listed' }
        : {
            allowed: false,
            why: 'the address at which a cloud hands out credentials',
          };
    }
    if (this.#listed.some(range => contains(range, address))) {
      return { allowed: true, as: 'listed' };
    }
    const range = address.range();
    if (range !== 'unicast') {
      return { allowed: false, why: WORDS[range] ?? 'a reserved address' };
    }
    return address.kind() === 'ipv4' || contains(GLOBAL_IPV6, address)
      ? { allowed: true, as: 'public' }
      : { allowed: false, why: 'a reserved address' };
  }
}

/**
 * Reads an address or a range.
 *
 * @throws Error that names what is neither
 */
export function parseRange(text: string): Range {
  if (ipaddr.isValidCIDR(text)) {
    return ipaddr.parseCIDR(text) as Range;
  }
  if (ipaddr.isValid(text)) {
    const address = ipaddr.process(text);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  }
  throw new Error(`“${text}” is neither an IP address nor a range of them`);
}

/** The address at which a connection to this one really arrives. */
function meant(address: Address): Address {
  if (address.kind() === 'ipv4') {
    return address;
  }
  const six = address as ipaddr.IPv6;
  if (six.isIPv4MappedAddress()) {
    return six.toIPv4Address();
  }
  return TRANSLATED.some(range => contains(range, six))
    ? ipaddr.fromByteArray(six.toByteArray().slice(-4))
    : six;
}

function contains([start, bits]: Range, address: Address): boolean {
  return start.kind() === address.kind() && address.match(start, bits);
}

function isExactly([start, bits]: Range, address: Address): boolean {
  return (
    bits === (address.kind() === 'ipv4' ? 32 : 128) &&
    start.toNormalizedString() === address.toNormalizedString()
  );
}
