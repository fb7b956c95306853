import type { LookupFunction } from 'node:net';
import type { AddressPolicy } from '../../targets/AddressPolicy';
import {
  type Lookup,
  type Reach,
  reachableAddresses,
  UnreachableTarget,
} from '../../targets/reachableAddresses';

/** Why something that a page asked for didn't come. */
export interface ProxyProblem {
  /** `refused` by the portal; otherwise the network said no. */
  kind: 'refused' | 'unreachable';
  /** A sentence that names the host. */
  message: string;
}

/** What {@link Destinations} go by. */
export interface DestinationsOptions {
  policy: AddressPolicy;
  /** Whether the audited page is of the internet: then nothing inside is reachable. */
  publicOnly: boolean;
  /** What was found for a host before: it is not looked up again. */
  pinned?: { host: string; reach: Reach };
  lookup?: Lookup;
}

/** A host of an address, or of a tunnel, without the brackets of IPv6. */
export const withoutBrackets = (host: string) =>
  host.replace(/^\[(.*)\]$/, '$1');

const nameOf = (host: string) => withoutBrackets(host).toLowerCase();
const keyOf = (host: string, port: number) => `${nameOf(host)} ${port}`;

/**
 * Where one audit goes. Each name is looked up once, so that it leads to the same place from the
 * first look to the last connection.
 */
export class Destinations {
  readonly #options: DestinationsOptions;
  readonly #reaches = new Map<string, Promise<Reach>>();
  readonly #public = new Set<string>();
  readonly #problems = new Map<string, ProxyProblem>();

  constructor(options: DestinationsOptions) {
    this.#options = options;
    const { pinned } = options;
    if (pinned) {
      this.#reaches.set(nameOf(pinned.host), Promise.resolve(pinned.reach));
    }
  }

  /**
   * Finds the addresses of a host and judges them.
   *
   * @returns what a connection to it has to look names up with; nothing when it may not be reached
   */
  async reach(host: string, port: number): Promise<LookupFunction | undefined> {
    const name = nameOf(host);
    const found =
      this.#reaches.get(name) ?? reachableAddresses(name, this.#options);
    this.#reaches.set(name, found);
    try {
      const { addresses, inside } = await found;
      if (!inside) {
        this.#public.add(name);
      }
      return lookupAmong(addresses);
    } catch (error) {
      this.note(host, port, error as Error);
      return undefined;
    }
  }

  /** Keeps why a host and port couldn't be reached. */
  note(host: string, port: number, error: NodeJS.ErrnoException): void {
    const known = error instanceof UnreachableTarget;
    this.#problems.set(keyOf(host, port), {
      kind:
        known && error.code === 'target_address_refused'
          ? 'refused'
          : 'unreachable',
      message: known
        ? error.message
        : `${host}, port ${port}, can't be reached (${error.code ?? 'the connection broke'}).`,
    });
  }

  /** What went wrong on the way to the host and port of an address, if anything did. */
  problemOf(url: string): ProxyProblem | undefined {
    const { hostname, port, protocol } = new URL(url);
    return this.#problems.get(
      keyOf(hostname, Number(port) || (protocol === 'https:' ? 443 : 80)),
    );
  }

  /** Whether the host of an address was asked for and is of the internet. */
  isPublic(url: string): boolean {
    return this.#public.has(nameOf(new URL(url).hostname));
  }
}

/** Answers with what was found before, whatever is asked for. */
function lookupAmong(
  addresses: { address: string; family: number }[],
): LookupFunction {
  return (_name, options, answer) =>
    options.all
      ? answer(null, addresses)
      : answer(null, addresses[0].address, addresses[0].family);
}
