import { unexpectedAnswer } from '../upstreamProblems';
import type { AwsClients } from './awsClients';

/** A page of a list of AWS. */
interface Page<Item> {
  /** Also an empty list is there; without one it isn't AWS that answers. */
  items: Item[] | undefined;
  /** What to ask for the next one with. */
  next: string | undefined;
}

/**
 * Reads a list page by page.
 *
 * @throws ServiceUnavailableError with code `upstream_unexpected_answer` for a page without a list
 *
 * @param most - items to stop after, whatever is left
 */
export async function allPages<Item>(
  { upstream }: Pick<AwsClients, 'upstream'>,
  most: number,
  read: (token: string | undefined) => Promise<Page<Item>>,
): Promise<Item[]> {
  const items: Item[] = [];
  const seen = new Set<string | undefined>();
  let token: string | undefined;
  do {
    seen.add(token);
    const page = await read(token);
    items.push(...present(page.items, upstream));
    token = page.next;
    // A token that comes again would never end.
  } while (token && !seen.has(token) && items.length < most);
  return items.slice(0, most);
}

/**
 * A part of an answer that AWS never leaves out.
 *
 * @throws ServiceUnavailableError with code `upstream_unexpected_answer`
 */
export function present<T>(
  part: T | undefined,
  upstream: AwsClients['upstream'],
): T {
  if (part === undefined) {
    throw unexpectedAnswer(upstream, 'what was asked for is not in it');
  }
  return part;
}
