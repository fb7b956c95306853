import { Button, SearchField } from '@backstage/ui';
import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { LogLine } from './LogLine';
import styles from './LogPanel.module.css';
import { useLogSearch } from './useLogSearch';

/** Height of a line; the style sheet sets the same. */
const LINE_PX = 20;
/** Lines drawn outside of the view, so that scrolling by keyboard shows no gap. */
const OVERSCAN = 30;

/** Props of {@link LogLines}. */
export interface LogLinesProps {
  text: string;
  startAtLine?: number;
}

function useLines(text: string): string[] {
  return useMemo(() => {
    const lines = text.split(/\r?\n/);
    // What ends with a line break has no further line.
    return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
  }, [text]);
}

function SearchBar(props: { search: ReturnType<typeof useLogSearch> }) {
  const { query, setQuery, matches, position, go } = props.search;
  return (
    <div className={styles.search}>
      <SearchField
        aria-label="Search the log"
        placeholder="Search the log"
        size="small"
        value={query}
        onChange={setQuery}
        onSubmit={() => go(1)}
      />
      <span role="status" className={styles.count}>
        {query && `${position} of ${matches.length}`}
      </span>
      <Button
        size="small"
        variant="secondary"
        aria-label="Previous match"
        isDisabled={matches.length === 0}
        onPress={() => go(-1)}
      >
        <RiArrowUpLine size={16} />
      </Button>
      <Button
        size="small"
        variant="secondary"
        aria-label="Next match"
        isDisabled={matches.length === 0}
        onPress={() => go(1)}
      >
        <RiArrowDownLine size={16} />
      </Button>
    </div>
  );
}

/** The part of {@link LogPanel} that is loaded when a log is opened. */
export function LogLines(props: LogLinesProps) {
  const { text, startAtLine = 1 } = props;
  const lines = useLines(text);
  const search = useLogSearch(lines);
  const box = useRef<HTMLDivElement>(null);
  const window = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => LINE_PX,
    overscan: OVERSCAN,
    initialOffset: Math.max(0, startAtLine - 3) * LINE_PX,
  });

  const { current } = search;
  useEffect(() => {
    if (current !== undefined) {
      window.scrollToIndex(current, { align: 'center' });
    }
  }, [current, window]);

  return (
    <>
      <SearchBar search={search} />
      {/* Scrolling by keyboard needs the focus in here. */}
      <div
        ref={box}
        className={styles.lines}
        role="region"
        aria-label={`Log, ${lines.length} lines`}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <div className={styles.all} style={{ height: window.getTotalSize() }}>
          {window.getVirtualItems().map(({ index, start }) => (
            <LogLine
              key={index}
              number={index + 1}
              text={lines[index]}
              isCurrent={index === current}
              offset={start}
            />
          ))}
        </div>
      </div>
    </>
  );
}
