import { useId, useState } from 'react';
import styles from './FilterFields.module.css';

// GitHub is younger; a date that is still being typed may have the year 2.
const FIRST_DAY = '2008-01-01';

/** A day, as `YYYY-MM-DD`. */
export function DayField(props: {
  label: string;
  value: string | undefined;
  min?: string;
  max?: string;
  onChange: (value: string | undefined) => void;
}) {
  const { label, value = '', min = FIRST_DAY, max, onChange } = props;
  const [draft, setDraft] = useState<string>();
  const id = useId();
  return (
    <div className={styles.filter}>
      <label className={styles.dayLabel} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className={styles.day}
        type="date"
        min={min}
        max={max}
        value={draft ?? value}
        onChange={({ target }) => {
          const day = target.value;
          const fits = day >= min && (!max || day <= max);
          setDraft(fits ? undefined : day);
          if (fits || day === '') {
            onChange(day || undefined);
          }
        }}
        onBlur={() => setDraft(undefined)}
      />
    </div>
  );
}
