import { formatAge, formatExactTime } from './format';
import { useNow } from './useNow';

/** Ages are shown in minutes at best, so twice a minute is often enough. */
const RENEW_AGE_MS = 30_000;

/**
 * How long ago something was; the exact time is in the title and in `dateTime`.
 *
 * @param props.iso - ISO 8601
 */
export function RelativeTime(props: { iso: string }) {
  const now = useNow(RENEW_AGE_MS);
  return (
    <time dateTime={props.iso} title={formatExactTime(props.iso)}>
      {formatAge(props.iso, Math.max(now, Date.now()))}
    </time>
  );
}
