/** Path of what belongs to one environment. */
export function environmentPath(environment: string): string {
  return `/environments/${encodeURIComponent(environment)}`;
}
