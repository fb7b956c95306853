import Anser from 'anser';
import { Fragment } from 'react';
import styles from './LogPanel.module.css';

/** The text of a line in the colours that its ANSI codes ask for, with what was searched marked. */
export function LogText(props: { text: string; query: string }) {
  const parts = Anser.ansiToJson(props.text, {
    use_classes: true,
    remove_empty: true,
  });
  return (
    <>
      {parts.map((part, index) => (
        <span
          key={index}
          data-color={part.fg || undefined}
          data-bold={part.decorations.includes('bold') || undefined}
        >
          <Marked text={part.content} query={props.query} />
        </span>
      ))}
    </>
  );
}

function Marked(props: { text: string; query: string }) {
  const { text, query } = props;
  if (!query) {
    return <>{text}</>;
  }
  const lower = text.toLowerCase();
  const wanted = query.toLowerCase();
  const pieces = [];
  let from = 0;
  // Where small letters take more room than capitals, places can't be compared.
  let at = lower.length === text.length ? lower.indexOf(wanted) : -1;
  while (at !== -1) {
    const end = at + wanted.length;
    pieces.push(
      <Fragment key={at}>
        {text.slice(from, at)}
        <mark className={styles.match}>{text.slice(at, end)}</mark>
      </Fragment>,
    );
    from = end;
    at = lower.indexOf(wanted, end);
  }
  return (
    <>
      {pieces}
      {text.slice(from)}
    </>
  );
}
