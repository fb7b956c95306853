import Anser from 'anser';
import { useMemo, useState } from 'react';

/**
 * Finds the lines of a log that contain a text, without regard to case and colours.
 *
 * @returns the indices of the lines (from 0), which one is looked at, and how to go on
 */
export function useLogSearch(lines: string[]) {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const plain = useMemo(
    () => lines.map(line => Anser.ansiToText(line).toLowerCase()),
    [lines],
  );
  const matches = useMemo(() => {
    const wanted = query.toLowerCase();
    return wanted
      ? plain.flatMap((line, index) => (line.includes(wanted) ? [index] : []))
      : [];
  }, [plain, query]);
  return {
    query,
    setQuery: (text: string) => {
      setQuery(text);
      setAt(0);
    },
    matches,
    /** From 1; 0 when nothing was found. */
    position: matches.length === 0 ? 0 : at + 1,
    current: matches.at(at),
    go: (step: 1 | -1) =>
      setAt(
        matches.length === 0
          ? 0
          : (at + step + matches.length) % matches.length,
      ),
  };
}
