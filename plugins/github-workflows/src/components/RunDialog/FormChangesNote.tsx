import { Alert } from '@backstage/ui';
import type { FormChanges } from './formSession';
import styles from './RunDialog.module.css';

function sentences(changes: FormChanges): string[] {
  const { added, removed, reset, defaults } = changes;
  return [
    ...added.map(name => `${name} is new.`),
    ...removed.map(({ name, value }) =>
      value === undefined
        ? `${name} is gone.`
        : `${name} is gone, and with it your value “${value}”.`,
    ),
    ...reset.map(
      ({ name, value }) => `${name} was reset: “${value}” isn’t allowed here.`,
    ),
    ...defaults.map(({ name, value }) =>
      value === ''
        ? `${name} has no default here.`
        : `${name} has another default here: “${value}”.`,
    ),
  ];
}

/** Says what reading the form again did to the fields. */
export function FormChangesNote(props: { changes: FormChanges | undefined }) {
  const lines = props.changes ? sentences(props.changes) : undefined;
  return (
    <div role="status" className={styles.note}>
      {lines && (
        <Alert
          status="info"
          icon
          title={
            lines.length > 0
              ? 'The form has changed'
              : 'The form asks for the same here; your values are kept'
          }
          description={
            lines.length > 0 ? (
              <ul className={styles.changes}>
                {lines.map(line => (
                  <li key={line}>{line}</li>
                ))}
                <li>Your other values are kept.</li>
              </ul>
            ) : undefined
          }
        />
      )}
    </div>
  );
}
