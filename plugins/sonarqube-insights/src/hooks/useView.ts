import { useSearchParams } from 'react-router-dom';

/**
 * What of the view stands in the address, so that it can be shared by its link.
 *
 * @returns the parameters, and what changes some of them at once: of two changes in a row the
 *   router would lose the first. What is undefined is left out of the address, and what isn't named
 *   stays.
 */
export function useView(): [
  URLSearchParams,
  (part: Record<string, string | undefined>) => void,
] {
  const [params, setParams] = useSearchParams();
  const change = (part: Record<string, string | undefined>) =>
    setParams(
      before => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(part)) {
          if (value) {
            after.set(name, value);
          } else {
            after.delete(name);
          }
        }
        return after;
      },
      { replace: true },
    );
  return [params, change];
}
