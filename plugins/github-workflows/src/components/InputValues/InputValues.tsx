import { Text } from '@backstage/ui';
import { REDACTED } from '@internal/plugin-github-workflows-common';
import styles from './InputValues.module.css';

function Value(props: { value: string }) {
  const { value } = props;
  if (value === REDACTED) {
    return <em>not kept, it looks like a secret</em>;
  }
  return value === '' ? <em>empty</em> : <code>{value}</code>;
}

/** Names and values, such as the inputs of a dispatch, opened on demand. */
export function InputValues(props: {
  /** What they are, such as "inputs"; said with their number. */
  label: [one: string, several: string];
  values: Record<string, string | number | boolean>;
}) {
  const entries = Object.entries(props.values);
  if (entries.length === 0) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        No {props.label[1]}
      </Text>
    );
  }
  return (
    <details className={styles.details}>
      <summary>
        {entries.length} {props.label[entries.length === 1 ? 0 : 1]}
      </summary>
      <dl className={styles.values}>
        {entries.map(([name, value]) => (
          <div key={name} className={styles.entry}>
            <dt>{name}</dt>
            <dd>
              <Value value={String(value)} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
