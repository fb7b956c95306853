import Anser from 'anser';
import styles from './LogPanel.module.css';

/** Props of {@link LogLine}. */
export interface LogLineProps {
  /** From 1. */
  number: number;
  text: string;
  isCurrent: boolean;
  /** Pixels from the top of the log. */
  offset: number;
}

/** A line of a log: its number, and its text in the colours that its ANSI codes ask for. */
export function LogLine(props: LogLineProps) {
  const { number, text, isCurrent, offset } = props;
  const parts = Anser.ansiToJson(text, {
    use_classes: true,
    remove_empty: true,
  });
  return (
    <div
      className={styles.line}
      data-current={isCurrent || undefined}
      style={{ transform: `translateY(${offset}px)` }}
    >
      <span className={styles.number} aria-hidden="true">
        {number}
      </span>
      <span>
        {parts.map((part, index) => (
          <span
            key={index}
            data-color={part.fg || undefined}
            data-bold={part.decorations.includes('bold') || undefined}
          >
            {part.content}
          </span>
        ))}
      </span>
    </div>
  );
}
