import { formatDuration, formatExactTime } from './format';
import { useNow } from './useNow';

/** Props of {@link Duration}. */
export interface DurationProps {
  /** ISO 8601; nothing is shown without it. */
  from?: string;
  /** ISO 8601; without it the duration grows every second. */
  to?: string;
}

/** How long something took, or takes so far; both exact times are in the title. */
export function Duration(props: DurationProps) {
  const { from, to } = props;
  const now = useNow(from && !to ? 1_000 : undefined);
  if (!from) {
    return null;
  }
  const end = to ? Date.parse(to) : Math.max(now, Date.now());
  return (
    <time
      title={`from ${formatExactTime(from)}${to ? ` to ${formatExactTime(to)}` : ''}`}
    >
      {formatDuration(end - Date.parse(from))}
    </time>
  );
}
