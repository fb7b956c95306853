import { useEffect, useMemo, useRef, useState } from 'react';
import styles from './LogPanel.module.css';
import type { LogPanelProps } from './LogPanel';
import { LogRows } from './logRows';
import { LogRowView } from './LogRowView';
import { LogToolbar } from './LogToolbar';
import { saveBlob } from './saveBlob';
import { useLogSearch } from './useLogSearch';
import { useLogWindow } from './useLogWindow';

function useRows(props: LogPanelProps) {
  const { log, lineCount, sections } = props;
  const [folds, setFolds] = useState<ReadonlyMap<string, boolean>>(new Map());
  const rows = useMemo(
    () => new LogRows(log, lineCount, sections, folds),
    [log, lineCount, sections, folds],
  );
  const fold = (ids: string[], isOpen: boolean) =>
    setFolds(now => new Map([...now, ...ids.map(id => [id, isOpen] as const)]));
  return { rows, fold };
}

/** The line that is looked at, and going to one: what hides it is unfolded. */
function useGoal({ rows, fold }: ReturnType<typeof useRows>) {
  const [goal, setGoal] = useState<{ line: number }>();
  const goTo = (line: number) => {
    fold(rows.foldedAround(line), true);
    setGoal({ line });
  };
  const row = useMemo(
    () => goal && { row: rows.rowOf(goal.line) },
    // Only another goal is gone to: rows also change under the hands of the reader.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [goal],
  );
  return { line: goal?.line, row, goTo };
}

/** The part of the log panel that is loaded when a log is opened. */
export function LogView(props: LogPanelProps) {
  const { log, lineCount, options, hrefOf, onPickLine } = props;
  const foldable = useRows(props);
  const { rows, fold } = foldable;
  const { line, row, goTo } = useGoal(foldable);
  const search = useLogSearch(log, lineCount);
  const view = useLogWindow(rows.count, options.wrap, row);
  const searchField = useRef<HTMLDivElement>(null);
  const latest = useRef(goTo);
  latest.current = goTo;

  const asked = props.line === undefined ? undefined : props.line - 1;
  const isThere = asked !== undefined && asked < lineCount;
  useEffect(() => {
    if (isThere) latest.current(asked);
  }, [asked, isThere]);
  const found = search.goal;
  useEffect(() => {
    if (found) latest.current(found.line);
  }, [found]);

  const errors = log.marked('error');
  const goToNextError = () =>
    goTo(errors.at(errors.indexFrom((line ?? -1) + 1)) ?? errors.at(0)!);
  const copyLink = async (number: number) => {
    onPickLine(number);
    const link = new URL(hrefOf(number), window.location.href);
    await navigator.clipboard.writeText(link.href);
  };
  const drawn = Array.from(
    { length: Math.max(0, view.end - view.first) },
    (_, index) => view.first + index,
  );
  return (
    <>
      <LogToolbar
        search={search}
        searchRef={searchField}
        options={options}
        onOptions={props.onOptions}
        errorCount={errors.length}
        onNextError={goToNextError}
        line={line === undefined ? undefined : line + 1}
        onLink={copyLink}
        onDownload={() => saveBlob(log.toBlob(), props.fileName)}
      />
      {/* Scrolling by keyboard needs the focus in here. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={view.setBox}
        className={styles.lines}
        data-wrap={options.wrap || undefined}
        // The colours of statuses are those for a dark page here, too.
        data-theme-mode="dark"
        role="region"
        aria-label={`Log, ${lineCount} lines`}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onKeyDown={event => {
          if (event.key === '/') {
            event.preventDefault();
            searchField.current?.querySelector('input')?.focus();
          }
        }}
      >
        <div className={styles.all} style={{ height: view.allPx }}>
          <div
            className={styles.drawn}
            style={{ transform: `translateY(${view.firstPx}px)` }}
          >
            {drawn.map(index => (
              <LogRowView
                key={index}
                row={rows.row(index)}
                log={log}
                query={search.query}
                current={line}
                showTimes={options.showTimes}
                heading={props.heading}
                onFold={(id, isOpen) => fold([id], isOpen)}
                hrefOf={hrefOf}
                onPickLine={onPickLine}
              />
            ))}
          </div>
        </div>
      </div>
    </>
  );
}
