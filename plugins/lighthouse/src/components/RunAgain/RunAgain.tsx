import { Button } from '@backstage/ui';
import type { FormFactor } from '@internal/plugin-lighthouse-common';
import { ErrorPanel } from '@internal/portal-react';
import { RiRefreshLine } from '@remixicon/react';
import { useId } from 'react';
import { useNavigate } from 'react-router-dom';
import { useAuditPaths, useCreateAudit } from '../../hooks';
import { formFactorWords } from '../AuditStatus';
import { useMayCreate } from '../RunnerNotes';
import styles from './RunAgain.module.css';

/** Audits a page once more, and opens that audit; where that isn’t possible, says why. */
export function RunAgain(props: {
  url: string;
  formFactor: FormFactor;
  /** Whether the page was audited before. */
  isFirst?: boolean;
  variant?: 'primary' | 'secondary';
  size?: 'small' | 'medium';
}) {
  const { url, formFactor, isFirst, variant = 'primary', size } = props;
  const { may, reason } = useMayCreate();
  const { create, isPending, error } = useCreateAudit();
  const { audit: auditPath } = useAuditPaths();
  const navigate = useNavigate();
  const reasonId = useId();
  const label = isFirst ? 'Run audit' : 'Run again';
  return (
    <div className={styles.offer}>
      <Button
        variant={variant}
        size={size}
        iconStart={<RiRefreshLine />}
        isDisabled={!may}
        isPending={isPending}
        aria-label={`${label}: ${url} on ${formFactorWords[formFactor].label.toLowerCase()}`}
        aria-describedby={reason && reasonId}
        onPress={() =>
          create({ url, formFactor }, ({ audit, joined }) =>
            navigate(auditPath(audit.id), { state: { joined } }),
          )
        }
      >
        {label}
      </Button>
      {reason && (
        <span id={reasonId} className={styles.reason}>
          {reason}
        </span>
      )}
      {error && <ErrorPanel error={error} />}
    </div>
  );
}
