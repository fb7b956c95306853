import type { LookupAddress } from 'node:dns';
import { lookup as dnsLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { AddressPolicy } from './AddressPolicy';

/** Finds all addresses of a name. */
export type Lookup = (name: string) => Promise<LookupAddress[]>;

/** The system's own way, hosts file included: what any program on this machine would find. */
const systemLookup: Lookup = name =>
  dnsLookup(name, { all: true, verbatim: true });

/** Where a host may be reached. */
export interface Reach {
  /** Checked: connect to one of these, never to the name, which could lead elsewhere by then. */
  addresses: LookupAddress[];
  /** Whether they are listed. They are all public, or all listed. */
  inside: boolean;
}

/** Why a host may not, or can't, be reached. */
export class UnreachableTarget extends Error {
  /** A code of the contract. */
  readonly code: 'target_address_refused' | 'target_unresolvable';

  constructor(code: UnreachableTarget['code'], message: string) {
    super(message);
    this.name = 'UnreachableTarget';
    this.code = code;
  }
}

const TIME_LIMIT_MS = 10_000;

/**
 * Resolves a host and keeps the addresses that an audit may go to: the public ones, or where there
 * is none, the listed ones.
 *
 * @param host - a name or an IP address; an IPv6 address with or without brackets
 * @param options.policy - which addresses are allowed
 * @param options.publicOnly - also refuses what is listed: for what a page of the internet asks for
 * @throws {@link UnreachableTarget} when none is left
 */
export async function reachableAddresses(
  host: string,
  options: { policy: AddressPolicy; publicOnly?: boolean; lookup?: Lookup },
): Promise<Reach> {
  const { policy, publicOnly = false, lookup = systemLookup } = options;
  const name = host.replace(/^\[(.*)\]$/, '$1');
  const found = await addressesOf(name, lookup);
  const judged = found.map(one => ({
    ...one,
    verdict: policy.judge(one.address),
  }));
  const among = (as: 'public' | 'listed') =>
    judged
      .filter(({ verdict }) => verdict.allowed && verdict.as === as)
      .map(one => ({ address: one.address, family: one.family }));
  const onInternet = among('public');
  if (onInternet.length > 0) {
    // Whoever answers for such a name is of the internet: what is inside beside it isn't theirs to
    // give.
    return { addresses: onInternet, inside: false };
  }
  const listed = publicOnly ? [] : among('listed');
  if (listed.length > 0) {
    return { addresses: listed, inside: true };
  }
  const [{ address, verdict }] = judged;
  const why = verdict.allowed
    ? 'inside, and the audited page is not'
    : verdict.why;
  throw new UnreachableTarget(
    'target_address_refused',
    name === address
      ? `${name} is ${why}.`
      : `${name} leads to ${address}, which is ${why}.`,
  );
}

async function addressesOf(
  name: string,
  lookup: Lookup,
): Promise<LookupAddress[]> {
  const family = isIP(name);
  if (family !== 0) {
    return [{ address: name, family }];
  }
  let found: LookupAddress[];
  try {
    found = await withinTime(lookup(name));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'no answer';
    throw new UnreachableTarget(
      'target_unresolvable',
      `No address was found for ${name} (${code}).`,
    );
  }
  if (found.length === 0) {
    throw new UnreachableTarget(
      'target_unresolvable',
      `${name} has no address.`,
    );
  }
  return found;
}

async function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(Object.assign(new Error(), { code: 'no answer in time' })),
      TIME_LIMIT_MS,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
