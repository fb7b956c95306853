import type { WorkflowProblem } from '@internal/plugin-github-workflows-common';
import styles from './WorkflowList.module.css';

/** What is wrong with a workflow file, each with its line where that is known. */
export function ProblemList(props: { problems: WorkflowProblem[] }) {
  if (props.problems.length === 0) {
    return null;
  }
  return (
    <ul className={styles.problems} aria-label="Problems of the file">
      {props.problems.map(({ line, message }, index) => (
        <li key={index}>
          {line !== undefined && <strong>Line {line}: </strong>}
          {message}
        </li>
      ))}
    </ul>
  );
}
