import type { FormFactor } from '@internal/plugin-lighthouse-common';
import styles from './AuditStatus.module.css';
import { formFactorWords } from './formFactors';

/** Which kind of device Lighthouse played, as picture and word. */
export function FormFactorLabel(props: { formFactor: FormFactor }) {
  const { label, icon: Icon } = formFactorWords[props.formFactor];
  return (
    <span className={styles.formFactor}>
      <Icon size={16} aria-hidden="true" />
      {label}
    </span>
  );
}
