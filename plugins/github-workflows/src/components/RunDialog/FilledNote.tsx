import { Alert } from '@backstage/ui';
import type { Filled } from './prefill';
import styles from './RunDialog.module.css';

/** Values may be long, and the note only has to name them. */
function short(value: string): string {
  return value.length > 80 ? `${value.slice(0, 80)}…` : value;
}

function sentences(note: Filled): string[] {
  return [
    ...note.unknown.map(
      ({ name, value }) =>
        `${name} isn’t asked for here: “${short(value)}” was left out.`,
    ),
    ...note.unfit.map(
      ({ name, value }) =>
        `${name} wasn’t filled: “${short(value)}” isn’t allowed here.`,
    ),
    ...note.hidden.map(
      name =>
        `${name} wasn’t filled: the portal doesn’t give out what looks like a secret. Enter it yourself.`,
    ),
  ];
}

/** Says what became of values that somebody else has chosen. */
export function FilledNote(props: { filled: Filled | undefined }) {
  const { filled } = props;
  const lines = filled ? sentences(filled) : [];
  const title =
    filled?.problem === undefined
      ? `Filled from ${filled?.source}. Nothing runs until you say so.`
      : `The values of ${filled.source} can’t be read: ${filled.problem}. The form has its defaults.`;
  return (
    <div role="status" className={styles.note}>
      {filled && (
        <Alert
          status={filled.problem || lines.length > 0 ? 'warning' : 'info'}
          icon
          title={title}
          description={
            lines.length > 0 ? (
              <ul className={styles.changes}>
                {lines.map(line => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            ) : undefined
          }
        />
      )}
    </div>
  );
}
