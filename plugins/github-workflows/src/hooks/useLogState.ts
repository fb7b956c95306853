import type { LogOptions } from '@internal/portal-react';
import { useSearchParams } from 'react-router-dom';

/**
 * The part of the URL that says how the log of a job is looked at: `line`, from 1, and whether
 * `times` are shown and lines `wrap`. Its other parts stay as they are.
 */
export function useLogState(jobId: number) {
  const [params, setParams] = useSearchParams();
  const lineText = params.get('line') ?? '';
  const atLine = (current: URLSearchParams, line: number) => {
    const next = new URLSearchParams(current);
    next.set('job', String(jobId));
    next.set('log', 'open');
    next.set('line', String(line));
    return next;
  };
  return {
    line: /^[1-9]\d{0,9}$/.test(lineText) ? Number(lineText) : undefined,
    options: {
      showTimes: params.get('times') === 'on',
      wrap: params.get('wrap') === 'on',
    },
    hrefOf: (line: number) => `?${atLine(params, line)}`,
    pickLine: (line: number) =>
      setParams(current => atLine(current, line), { replace: true }),
    setOptions: ({ showTimes, wrap }: LogOptions) =>
      setParams(
        current => {
          const next = new URLSearchParams(current);
          for (const [name, isOn] of [
            ['times', showTimes],
            ['wrap', wrap],
          ] as const) {
            if (isOn) next.set(name, 'on');
            else next.delete(name);
          }
          return next;
        },
        { replace: true },
      ),
  };
}
