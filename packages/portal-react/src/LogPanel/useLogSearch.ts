import { useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { GrowingNumbers } from './GrowingNumbers';
import type { LogBuffer } from './LogBuffer';
import { LogSearchProgress, searchLog } from './searchLog';

/** Long enough to type on, short enough not to be felt. */
const SEARCH_AFTER_MS = 150;
/** How often a long search shows how far it has come. */
const SHOW_EVERY_MS = 250;

/**
 * Finds the lines of a log that contain a text.
 *
 * @param lineCount - of the log; when it grows, the search goes on
 * @returns how many lines there are, which one is looked at, and how to go on
 */
export function useLogSearch(log: LogBuffer, lineCount: number) {
  const [query, setQuery] = useState('');
  // An object, so that going to the only match again is something new.
  const [at, setAt] = useState({ index: 0 });
  const [, show] = useReducer((times: number) => times + 1, 0);
  const latest = useRef<{ log: LogBuffer } & LogSearchProgress>();

  useEffect(() => {
    if (!query) {
      return undefined;
    }
    const before = latest.current;
    const isOld = before?.query !== query || before.log !== log;
    const progress = isOld
      ? { log, query, found: new GrowingNumbers(), next: 0 }
      : before;
    const controller = new AbortController();
    let shownAt = performance.now();
    const onSlice = () => {
      if (performance.now() - shownAt > SHOW_EVERY_MS) {
        shownAt = performance.now();
        show();
      }
    };
    const start = async () => {
      latest.current = progress;
      await searchLog(log, progress, { signal: controller.signal, onSlice });
      show();
    };
    const timer = setTimeout(start, isOld ? SEARCH_AFTER_MS : 0);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [log, lineCount, query]);

  const progress =
    query && latest.current?.query === query ? latest.current : undefined;
  const count = progress?.found.length ?? 0;
  const line = progress?.found.at(at.index);
  const goal = useMemo(
    () => (line === undefined ? undefined : { line, at }),
    [line, at],
  );
  const go = (to: number) => {
    if (count > 0) setAt({ index: (to + count) % count });
  };
  return {
    query,
    setQuery: (text: string) => {
      setQuery(text);
      setAt({ index: 0 });
    },
    isSearching: query !== '' && (progress?.next ?? 0) < lineCount,
    /** Lines that contain the text, as far as the search has come. */
    count,
    /** From 1; 0 when nothing was found. */
    position: count === 0 ? 0 : at.index + 1,
    /** The match to look at, its line from 0; another object whenever it is gone to. */
    goal,
    next: () => go(at.index + 1),
    previous: () => go(at.index - 1),
  };
}

/** What {@link useLogSearch} gives. */
export type LogSearch = ReturnType<typeof useLogSearch>;
