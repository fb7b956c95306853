import { Link } from '@backstage/ui';
import { RiExternalLinkLine } from '@remixicon/react';
import type { Dispatch, Run } from '@internal/plugin-github-workflows-common';
import { Duration, RelativeTime } from '@internal/portal-react';
import type { ReactNode } from 'react';
import { RunStatus } from '../RunStatus';
import styles from './RunPage.module.css';

/** Props of {@link RunSummary}. */
export interface RunSummaryProps {
  run: Run;
  /** What was asked for, when the run was started in the portal. */
  dispatch: Dispatch | undefined;
  /** Which attempt this is, and the way to others. */
  attempts: ReactNode;
  /** What can be done with the run. */
  actions: ReactNode;
}

function Fact(props: { term: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{props.term}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function Actors(props: { run: Run }) {
  const { actor, triggeringActor } = props.run;
  return (
    <>
      {actor ?? 'unknown'}
      {triggeringActor && triggeringActor !== actor && (
        <> (run again by {triggeringActor})</>
      )}
    </>
  );
}

function Inputs(props: { inputs: Record<string, string> }) {
  const inputs = Object.entries(props.inputs);
  if (inputs.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby="inputs-heading">
      <h3 id="inputs-heading" className={styles.subheading}>
        Inputs
      </h3>
      <dl className={styles.facts}>
        {inputs.map(([name, value]) => (
          <Fact key={name} term={name}>
            {value === '' ? <em>empty</em> : <code>{value}</code>}
          </Fact>
        ))}
      </dl>
    </section>
  );
}

/** What the run is, who started it where, how it goes and for how long. */
export function RunSummary(props: RunSummaryProps) {
  const { run, dispatch, attempts, actions } = props;
  return (
    <>
      <header className={styles.header}>
        <h2 className={styles.title}>{run.title}</h2>
        <RunStatus item={run} />
        {attempts}
      </header>
      {actions}
      <dl className={styles.facts}>
        <Fact term="Workflow">
          {run.workflowName} #{run.number}
        </Fact>
        {run.ref && (
          <Fact term="Ref">
            <code>{run.ref}</code>
          </Fact>
        )}
        <Fact term="Commit">
          <code title={run.headSha}>{run.headSha.slice(0, 7)}</code>
        </Fact>
        <Fact term="Event">{run.event}</Fact>
        <Fact term="Actor">
          <Actors run={run} />
        </Fact>
        <Fact term="Created">
          <RelativeTime iso={run.createdAt} />
        </Fact>
        {run.startedAt && (
          <Fact term="Duration">
            <Duration from={run.startedAt} to={run.completedAt} />
          </Fact>
        )}
        <Fact term="On GitHub">
          <Link href={run.htmlUrl} target="_blank" rel="noreferrer">
            Run {run.id} <RiExternalLinkLine size={14} aria-hidden="true" />
          </Link>
        </Fact>
      </dl>
      {dispatch && <Inputs inputs={dispatch.inputs} />}
    </>
  );
}
