import { useSearchParams } from 'react-router-dom';

/** Of a change of the address: with `replace` the browser doesn't go back to what was before. */
interface ChangeOptions {
  replace?: boolean;
}

/**
 * Changes parameters of the address, all at once: of two changes in a row the router would lose the
 * first. What is undefined is left out, and what isn't named stays.
 */
export function useChangeView() {
  const [, setParams] = useSearchParams();
  return (
    part: Record<string, string | undefined>,
    options?: ChangeOptions,
  ): void =>
    setParams(before => {
      const after = new URLSearchParams(before);
      for (const [name, value] of Object.entries(part)) {
        if (value) {
          after.set(name, value);
        } else {
          after.delete(name);
        }
      }
      return after;
    }, options);
}

/**
 * Reads and changes one parameter of the address, so that a view can be shared by its link.
 *
 * @param name - of the parameter
 * @param allowed - what it may be; anything else counts as absent
 * @returns its value, and what changes it; others stay as they are
 */
export function useViewParam<T extends string = string>(
  name: string,
  allowed?: readonly T[],
): [
  value: T | undefined,
  change: (value: T | undefined, options?: ChangeOptions) => void,
] {
  const [params] = useSearchParams();
  const change = useChangeView();
  const text = params.get(name) || undefined;
  const value =
    text !== undefined && (!allowed || allowed.includes(text as T))
      ? (text as T)
      : undefined;
  return [value, (next, options) => change({ [name]: next }, options)];
}
