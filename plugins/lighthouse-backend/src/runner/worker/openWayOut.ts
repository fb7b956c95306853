import { reachableAddresses } from '../../targets/reachableAddresses';
import type { DestinationsOptions } from './Destinations';
import { FilteringProxy, type FilteringProxyOptions } from './FilteringProxy';

/**
 * Looks where the audited page is and makes the proxy that goes by it: for a page of the internet
 * nothing inside is reachable. The proxy connects to what was found here, since a second look could
 * find the page on the other side.
 *
 * @throws UnreachableTarget when the page may not, or can't, be reached
 */
export async function openWayOut(
  url: string,
  options: Pick<DestinationsOptions, 'policy' | 'lookup'> &
    Pick<FilteringProxyOptions, 'byteLimit' | 'onTooMuch'>,
): Promise<{ proxy: FilteringProxy; inside: boolean }> {
  const host = new URL(url).hostname;
  const reach = await reachableAddresses(host, options);
  return {
    proxy: new FilteringProxy({
      ...options,
      publicOnly: !reach.inside,
      pinned: { host, reach },
    }),
    inside: reach.inside,
  };
}
