import type { DeploymentProblem } from '@internal/plugin-mobworx-common';
import { RelativeTime } from '@internal/portal-react';
import styles from './ServiceFacts.module.css';

/** That it isn't known what runs now, how old what is known is, why and what to do about it. */
export function DeploymentProblemNote(props: { problem: DeploymentProblem }) {
  const { knownAt, message, remedy } = props.problem;
  return (
    <p className={styles.caution}>
      {knownAt ? (
        <>
          What runs here was last seen <RelativeTime iso={knownAt} />.
        </>
      ) : (
        'Not all is known of what runs here.'
      )}{' '}
      {message} {remedy}
    </p>
  );
}
