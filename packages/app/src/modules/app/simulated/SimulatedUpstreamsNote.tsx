import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { RiFlaskLine } from '@remixicon/react';
import styles from './SimulatedUpstreamsNote.module.css';

/**
 * A strip at the top of every page that names the upstreams that are stand-ins
 * (`portal.simulatedUpstreams`), so that nobody takes a simulated run for a real one.
 */
export function SimulatedUpstreamsNote() {
  const upstreams =
    useApi(configApiRef).getOptionalStringArray('portal.simulatedUpstreams') ??
    [];
  if (upstreams.length === 0) {
    return null;
  }
  return (
    <aside
      className={styles.note}
      aria-label="Simulated upstreams"
      data-portal-note
    >
      <RiFlaskLine aria-hidden="true" />
      <p role="note">
        <strong>Simulated upstreams: {upstreams.join(', ')}.</strong> Nothing
        you do here leaves this machine.
      </p>
    </aside>
  );
}
