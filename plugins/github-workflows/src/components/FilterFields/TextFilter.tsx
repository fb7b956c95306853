import { TextField } from '@backstage/ui';
import { useState } from 'react';
import styles from './FilterFields.module.css';

/**
 * A text to filter by, applied when the field is left or Enter is pressed.
 *
 * @param props.read - makes the filter of what was typed; nothing for what can't be one
 * @param props.invalid - said at the field in that case
 */
export function TextFilter(props: {
  label: string;
  placeholder: string;
  value: string | undefined;
  read: (text: string) => string | undefined;
  invalid: string;
  onChange: (value: string | undefined) => void;
}) {
  const { label, placeholder, value = '', read, invalid, onChange } = props;
  const [draft, setDraft] = useState<string>();
  const text = (draft ?? value).trim();
  const filter = text === '' ? undefined : read(text);
  const isValid = text === '' || filter !== undefined;
  const commit = () => {
    if (draft !== undefined && isValid) {
      onChange(filter);
      setDraft(undefined);
    }
  };
  return (
    <TextField
      className={styles.filter}
      label={label}
      placeholder={placeholder}
      value={draft ?? value}
      validate={() => (isValid ? null : invalid)}
      validationBehavior="aria"
      onChange={setDraft}
      onBlur={commit}
      onKeyDown={event => event.key === 'Enter' && commit()}
    />
  );
}
