import { useSearchParams } from 'react-router-dom';

/**
 * Reads and changes one parameter of the address, so that a view can be shared by its link.
 *
 * @param name - of the parameter
 * @param allowed - what it may be; anything else counts as absent
 * @returns its value, and what changes it; others stay as they are. With `replace` the browser
 *   doesn't go back to the value before, as for a text that is being typed
 */
export function useViewParam<T extends string = string>(
  name: string,
  allowed?: readonly T[],
): [
  value: T | undefined,
  change: (value: T | undefined, options?: { replace?: boolean }) => void,
] {
  const [params, setParams] = useSearchParams();
  const text = params.get(name) || undefined;
  const value =
    text !== undefined && (!allowed || allowed.includes(text as T))
      ? (text as T)
      : undefined;
  const change = (next: T | undefined, options?: { replace?: boolean }) =>
    setParams(before => {
      const after = new URLSearchParams(before);
      if (next) {
        after.set(name, next);
      } else {
        after.delete(name);
      }
      return after;
    }, options);
  return [value, change];
}
