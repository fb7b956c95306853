import { Select } from '@backstage/ui';
import styles from './FilterFields.module.css';

/** Something to filter by, in words. */
export interface FilterOption {
  id: string;
  label: string;
}

const ALL = 'all';

/** One of several, or all of them. */
export function ChoiceField(props: {
  label: string;
  all: string;
  options: FilterOption[];
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const { label, all, options, value, onChange } = props;
  return (
    <Select
      className={styles.filter}
      label={label}
      options={[{ id: ALL, label: all }, ...options]}
      value={value ?? ALL}
      onChange={key =>
        onChange(key === ALL || key === null ? undefined : String(key))
      }
    />
  );
}
