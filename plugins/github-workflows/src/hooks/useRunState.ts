import { useSearchParams } from 'react-router-dom';

/** What of a run is looked at. All of it lives in the URL, so that every view can be linked to. */
export interface RunPlace {
  /** Absent for the latest attempt. */
  attempt?: number;
  /** Id of a job. */
  job?: number;
  /** Number of a step of that job. */
  step?: number;
  log?: 'open';
}

/**
 * Reads the place in the URL and makes links to others. A link stays in the attempt unless it
 * names one; everything else of a place is given up by leaving it.
 */
export function useRunState() {
  const [params, setParams] = useSearchParams();
  const numberOf = (name: keyof RunPlace) => {
    const text = params.get(name) ?? '';
    return /^[1-9]\d{0,15}$/.test(text) ? Number(text) : undefined;
  };
  const attempt = numberOf('attempt');
  const paramsOf = (place: RunPlace) => {
    const next = new URLSearchParams();
    for (const [name, value] of Object.entries({ attempt, ...place })) {
      if (value !== undefined) {
        next.set(name, String(value));
      }
    }
    return next;
  };
  return {
    attempt,
    job: numberOf('job'),
    step: numberOf('step'),
    isLogOpen: params.get('log') === 'open',
    linkTo: (place: RunPlace) => `?${paramsOf(place)}`,
    goTo: (place: RunPlace) => setParams(paramsOf(place)),
  };
}
