import { Button, ButtonLink } from '@backstage/ui';
import type { FormFactor } from '@internal/plugin-lighthouse-common';
import { RiAddLine } from '@remixicon/react';
import { useId } from 'react';
import { useAuditPaths } from '../../hooks';
import styles from './RunnerNotes.module.css';
import { useMayCreate } from './useMayCreate';

/** Leads to the form that asks for an audit; where that isn’t possible, a disabled button says why. */
export function NewAuditLink(props: {
  url?: string;
  formFactor?: FormFactor;
  variant?: 'primary' | 'secondary';
}) {
  const { url, formFactor, variant = 'primary' } = props;
  const { may, reason } = useMayCreate();
  const { createAudit } = useAuditPaths();
  const reasonId = useId();
  if (may) {
    return (
      <ButtonLink
        href={createAudit({ url, formFactor })}
        variant={variant}
        iconStart={<RiAddLine />}
      >
        New audit
      </ButtonLink>
    );
  }
  return (
    <div className={styles.offer}>
      <Button
        variant={variant}
        iconStart={<RiAddLine />}
        isDisabled
        aria-describedby={reason && reasonId}
      >
        New audit
      </Button>
      {reason && (
        <span id={reasonId} className={styles.reason}>
          {reason}
        </span>
      )}
    </div>
  );
}
