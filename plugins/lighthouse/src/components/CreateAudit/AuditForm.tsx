import { Button, ButtonLink } from '@backstage/ui';
import {
  CreateAuditRequest,
  DeclaredPage,
  parseAuditUrl,
} from '@internal/plugin-lighthouse-common';
import { ErrorPanel } from '@internal/portal-react';
import { RiPlayLine } from '@remixicon/react';
import { FormEvent, useId, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useAuditPaths, useCreateAudit } from '../../hooks';
import { useMayCreate } from '../RunnerNotes';
import { AuditFields } from './AuditFields';
import styles from './CreateAudit.module.css';

/** The form; the audit that it leads to is opened, also where it was under way already. */
export function AuditForm(props: {
  initial: CreateAuditRequest;
  pages: DeclaredPage[];
}) {
  const { initial, pages } = props;
  const [form, setForm] = useState(initial);
  const [isChecked, setChecked] = useState(false);
  const { may, reason } = useMayCreate();
  const { create, error, isPending, reset } = useCreateAudit();
  const { root, audit: auditPath } = useAuditPaths();
  const navigate = useNavigate();
  const reasonId = useId();
  const { url, problem } = parseAuditUrl(form.url);

  const send = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (url !== undefined && may) {
      create({ ...form, url }, ({ audit, joined }) =>
        navigate(auditPath(audit.id), { state: { joined } }),
      );
    }
  };

  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <AuditFields
        form={form}
        pages={pages}
        problem={
          isChecked && problem
            ? `${problem.message} ${problem.remedy}`
            : undefined
        }
        isDisabled={isPending}
        onChange={part => {
          // A refusal belongs to the values that were refused.
          reset();
          setForm(before => ({ ...before, ...part }));
        }}
        onLeave={() => setChecked(form.url !== '')}
      />
      {error && <ErrorPanel error={error} />}
      <div className={styles.buttons}>
        <Button
          type="submit"
          iconStart={<RiPlayLine />}
          isDisabled={!may}
          isPending={isPending}
          aria-describedby={reason && reasonId}
        >
          Run audit
        </Button>
        <ButtonLink href={root} variant="secondary">
          Cancel
        </ButtonLink>
      </div>
      {reason && (
        <p id={reasonId} className={styles.reason}>
          {reason}
        </p>
      )}
    </form>
  );
}
