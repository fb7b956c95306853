import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import type { LogBuffer } from './LogBuffer';
import type { LogMark } from './logLine';
import styles from './LogPanel.module.css';
import type { LogRow, LogSection } from './logRows';
import { LogText } from './LogText';

/** What the rows of a log have in common. */
export interface LogRowContext {
  log: LogBuffer;
  query: string;
  /** The line that is looked at, from 0. */
  current: number | undefined;
  showTimes: boolean;
  heading: (section: LogSection) => ReactNode;
  onFold: (id: string, isOpen: boolean) => void;
  /** Link to a line, which is counted from 1 here. */
  hrefOf: (line: number) => string;
  onPickLine: (line: number) => void;
}

// Not by colour alone.
const WORDS: Partial<Record<LogMark, string>> = {
  error: 'Error: ',
  warning: 'Warning: ',
  notice: 'Notice: ',
};

const numbers = new Intl.NumberFormat('en');

function Fold(props: {
  className: string;
  isOpen: boolean;
  /** Lines that it folds. */
  size: number;
  onFold: (isOpen: boolean) => void;
  children: ReactNode;
}) {
  const { className, isOpen, size, onFold, children } = props;
  return (
    <button
      type="button"
      className={className}
      aria-expanded={isOpen}
      onClick={() => onFold(!isOpen)}
    >
      {isOpen ? (
        <RiArrowDownSLine size={16} aria-hidden="true" />
      ) : (
        <RiArrowRightSLine size={16} aria-hidden="true" />
      )}
      {children}{' '}
      <span className={styles.size}>
        {numbers.format(size)} {size === 1 ? 'line' : 'lines'}
      </span>
    </button>
  );
}

function LineNumber(
  props: Pick<LogRowContext, 'hrefOf' | 'onPickLine'> & { line: number },
) {
  const { line, hrefOf, onPickLine } = props;
  return (
    // Out of the tab order: the current line's link is among the buttons above.
    <a
      className={styles.number}
      href={hrefOf(line + 1)}
      tabIndex={-1}
      aria-label={`Line ${line + 1}`}
      onClick={event => {
        if (!event.metaKey && !event.ctrlKey && !event.shiftKey) {
          event.preventDefault();
          onPickLine(line + 1);
        }
      }}
    >
      {line + 1}
    </a>
  );
}

function Line(props: LogRowContext & { line: number }) {
  const { log, line, query, current, showTimes } = props;
  const { time, mark, text } = log.line(line);
  const hidden = log.hiddenBytes(line);
  return (
    <div
      className={styles.line}
      data-mark={mark}
      data-current={line === current || undefined}
    >
      <LineNumber {...props} />
      {showTimes && <time className={styles.time}>{time}</time>}
      <span className={styles.text}>
        {mark && WORDS[mark]}
        <LogText text={text} query={query} />
        {hidden > 0 && <em> … {hidden} more bytes, in the download</em>}
      </span>
    </div>
  );
}

/** A row of a log: the heading of a section, that of a group, or a line. */
export function LogRowView(props: LogRowContext & { row: LogRow }) {
  const { row, log, query, current, heading, onFold } = props;
  switch (row.kind) {
    case 'section':
      return (
        <Fold
          className={styles.section}
          isOpen={row.isOpen}
          size={row.section.to - row.section.from}
          onFold={isOpen => onFold(row.section.id, isOpen)}
        >
          {heading(row.section)}
        </Fold>
      );
    case 'group': {
      const { text } = log.line(row.line);
      return (
        <div
          className={styles.line}
          data-current={row.line === current || undefined}
        >
          <LineNumber {...props} line={row.line} />
          <Fold
            className={styles.group}
            isOpen={row.isOpen}
            size={row.size}
            onFold={isOpen => onFold(row.id, isOpen)}
          >
            <LogText text={text || 'Group'} query={query} />
          </Fold>
        </div>
      );
    }
    default:
      return <Line {...props} line={row.line} />;
  }
}
