import { Alert } from '@backstage/ui';
import { RelativeTime } from '../time';

/** How old an answer of our backends is. */
export interface Freshness {
  /** ISO 8601 */
  fetchedAt?: string;
  /** Whether the upstream couldn't be asked, so that this is what was known before. */
  stale?: boolean;
  staleReason?: string;
}

/** Says since when data is old and why; nothing when it isn't. */
export function StaleNote(props: { freshness: Freshness }) {
  const { stale, staleReason, fetchedAt } = props.freshness;
  if (!stale) {
    return null;
  }
  return (
    <Alert
      role="status"
      status="warning"
      icon
      title={
        <>
          This may be out of date
          {fetchedAt && (
            <>
              : last read <RelativeTime iso={fetchedAt} />
            </>
          )}
        </>
      }
      description={staleReason}
    />
  );
}
