import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/ui';
import type { AuditEntry } from '@internal/plugin-github-workflows-common';
import { RelativeTime, ScrollTable, StatusBadge } from '@internal/portal-react';
import { useRunPath } from '../../hooks';
import { InputValues } from '../InputValues';
import styles from './Audit.module.css';
import { ACTIONS, OUTCOMES } from './auditWords';

function nameOf(entityRef: string): string {
  return parseEntityRef(entityRef).name;
}

function Subject(props: { entry: AuditEntry }) {
  const { entityRef, workflowFile, ref, environment, runId } = props.entry;
  const path = useRunPath(entityRef, runId);
  const name = nameOf(entityRef);
  return (
    <>
      <div>{path ? <Link href={path}>{name}</Link> : name}</div>
      <div className={styles.small}>
        {[workflowFile, ref && `on ${ref}`, environment && `to ${environment}`]
          .filter(Boolean)
          .join(' ')}
      </div>
      {runId !== undefined && <div className={styles.small}>Run {runId}</div>}
    </>
  );
}

function Row(props: { entry: AuditEntry }) {
  const { entry } = props;
  const { user, githubLogin, identity, errorCode } = entry;
  return (
    <tr>
      <td>
        <RelativeTime iso={entry.at} />
      </td>
      <td>
        <div>{nameOf(user)}</div>
        <div className={styles.small}>
          {identity === 'app'
            ? 'as the portal’s app'
            : githubLogin && `@${githubLogin}`}
        </div>
      </td>
      <td>{ACTIONS[entry.action]}</td>
      <td>
        <Subject entry={entry} />
      </td>
      <td>
        <InputValues
          label={['value', 'values']}
          values={{ ...entry.inputs, ...entry.details }}
        />
      </td>
      <td>
        <StatusBadge {...OUTCOMES[entry.outcome]} />
        {errorCode && (
          <div className={styles.small}>
            <code>{errorCode}</code>
          </div>
        )}
      </td>
    </tr>
  );
}

/** Who did what, with what, and what came of it; newest first. */
export function AuditTable(props: { entries: AuditEntry[]; isOld: boolean }) {
  return (
    <ScrollTable
      label="Audit"
      isOld={props.isOld}
      isFramed
      className={styles.table}
    >
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Who</th>
          <th scope="col">What</th>
          <th scope="col">Of what</th>
          <th scope="col">With</th>
          <th scope="col">Outcome</th>
        </tr>
      </thead>
      <tbody>
        {props.entries.map(entry => (
          <Row key={entry.id} entry={entry} />
        ))}
      </tbody>
    </ScrollTable>
  );
}
