import type { Problem } from '@internal/plugin-figma-common';
import {
  AsyncPanel,
  AsyncPanelProps,
  describeError,
  EmptyNote,
  RelativeTime,
} from '@internal/portal-react';
import { createContext, useContext } from 'react';
import styles from './FigmaPanel.module.css';
import { HowToAdd } from './HowToAdd';

/** What an answer may say about its age. */
interface Aged {
  fetchedAt?: string;
  stale?: boolean;
  problem?: Problem;
}

// Nothing is broken: somebody has something left to write down.
const TO_BE_ANNOTATED = [
  'annotation_missing',
  'annotation_malformed',
  'annotation_too_long',
];

/** Code of the problem that stands above everything already: its parts needn’t repeat it. */
export const ToldProblemContext = createContext<string | undefined>(undefined);

/** Says in a line what the alert above has said at length. */
function Age(props: { fetchedAt: string | undefined }) {
  return props.fetchedAt ? (
    <p className={styles.age}>
      Last read <RelativeTime iso={props.fetchedAt} />
    </p>
  ) : null;
}

/** What isn’t set up yet; undefined for everything else. */
function notSetUp(error: unknown) {
  const { title, message, remedy, code = '' } = describeError(error);
  if (code === 'not_configured') {
    return (
      <EmptyNote title={title}>
        {message} {remedy}
      </EmptyNote>
    );
  }
  return TO_BE_ANNOTATED.includes(code) ? (
    <EmptyNote title={title}>
      <p>
        {message} {remedy}
      </p>
      <HowToAdd />
    </EmptyNote>
  ) : undefined;
}

/**
 * One of the states of a view. A Figma that was never connected and an annotation that has to be
 * written are no error of anybody’s.
 */
export function FigmaPanel<T extends object>(props: AsyncPanelProps<T>) {
  const { query, children } = props;
  const { data, error } = query;
  const told = useContext(ToldProblemContext);
  const todo = data === undefined && error ? notSetUp(error) : undefined;
  if (todo) {
    return todo;
  }
  const { stale, problem, fetchedAt }: Aged = data ?? {};
  if (data && stale && problem && problem.code === told) {
    return (
      <AsyncPanel
        {...props}
        query={{ ...query, data: { ...data, stale: false } }}
      >
        {answer => (
          <>
            <Age fetchedAt={fetchedAt} />
            {children(answer)}
          </>
        )}
      </AsyncPanel>
    );
  }
  return <AsyncPanel {...props} />;
}
