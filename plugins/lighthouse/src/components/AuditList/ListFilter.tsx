import { SearchField } from '@backstage/ui';
import type { FormFactor } from '@internal/plugin-lighthouse-common';
import { ChoiceToggle } from '@internal/portal-react';
import { useState } from 'react';
import { formFactorOptions } from '../AuditStatus';
import styles from './AuditList.module.css';

const LONGEST = 200;
const BOTH = 'both';

/** What the list is narrowed down to: a part of the address, a form factor. */
export function ListFilter(props: {
  q: string | undefined;
  formFactor: FormFactor | undefined;
  onChange: (next: { q?: string; device?: FormFactor }) => void;
}) {
  const { q = '', formFactor, onChange } = props;
  const [draft, setDraft] = useState<string>();
  const commit = (text: string | undefined) => {
    if (text !== undefined) {
      onChange({ q: text.trim() || undefined });
    }
    setDraft(undefined);
  };
  return (
    <div className={styles.filter} role="group" aria-label="Filter">
      <SearchField
        className={styles.search}
        aria-label="Part of the address"
        placeholder="Part of the address"
        maxLength={LONGEST}
        value={draft ?? q}
        onChange={setDraft}
        onSubmit={commit}
        onClear={() => commit('')}
        onBlur={() => commit(draft)}
      />
      <ChoiceToggle
        label="Device"
        options={[{ id: BOTH, label: 'Both' }, ...formFactorOptions]}
        value={formFactor ?? BOTH}
        onChange={next =>
          onChange({ device: next === BOTH ? undefined : next })
        }
      />
    </div>
  );
}
