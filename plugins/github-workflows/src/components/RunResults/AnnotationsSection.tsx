import { Box, Button, Link, Text } from '@backstage/ui';
import type {
  CheckAnnotation,
  CheckAnnotationLevel,
  Run,
} from '@internal/plugin-github-workflows-common';
import {
  AsyncPanel,
  EmptyNote,
  StatusBadge,
  StatusTone,
} from '@internal/portal-react';
import { useState } from 'react';
import { useCheckAnnotations, useRunState } from '../../hooks';
import { OnceOver } from './OnceOver';
import { sectionStyles } from '../RunSection';
import styles from './RunResults.module.css';

/** Props of {@link AnnotationsSection}. */
export interface AnnotationsSectionProps {
  entityRef: string;
  /** As of the attempt that is shown. */
  run: Run;
}

const LEVELS: Record<
  CheckAnnotationLevel,
  { tone: StatusTone; label: string }
> = {
  failure: { tone: 'failure', label: 'Error' },
  warning: { tone: 'warning', label: 'Warning' },
  notice: { tone: 'neutral', label: 'Notice' },
};

// More than anybody reads at once.
const SHOWN_AT_FIRST = 30;

function AnnotationRow(props: { annotation: CheckAnnotation }) {
  const { level, title, message, file, line, ...rest } = props.annotation;
  const { linkTo } = useRunState();
  const place = file ? `${file}:${line}` : 'On GitHub';
  return (
    <li className={sectionStyles.row}>
      <div className={sectionStyles.what}>
        <span className={sectionStyles.details}>
          <StatusBadge {...LEVELS[level]} variant="plain" />
          {title && <strong className={sectionStyles.name}>{title}</strong>}
        </span>
        <p className={styles.message}>{message}</p>
        <span className={sectionStyles.details}>
          {rest.htmlUrl ? (
            <Link href={rest.htmlUrl} target="_blank" rel="noreferrer">
              {place}
            </Link>
          ) : (
            file && <code>{place}</code>
          )}
          <Link href={linkTo({ job: rest.jobId })}>{rest.jobName}</Link>
        </span>
      </div>
    </li>
  );
}

function AnnotationList(props: { items: CheckAnnotation[] }) {
  const { items } = props;
  const [isAll, setIsAll] = useState(false);
  const shown = isAll ? items : items.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      <Box as="ul" bg="neutral" className={sectionStyles.list}>
        {shown.map((annotation, index) => (
          <AnnotationRow key={index} annotation={annotation} />
        ))}
      </Box>
      {shown.length < items.length && (
        <Button variant="secondary" onPress={() => setIsAll(true)}>
          Show all {String(items.length)}
        </Button>
      )}
    </>
  );
}

function Annotations(props: AnnotationsSectionProps) {
  const { entityRef, run } = props;
  const annotations = useCheckAnnotations(entityRef, run);
  return (
    <AsyncPanel
      query={annotations}
      label="annotations"
      isEmpty={({ items }) => items.length === 0}
      empty={
        <EmptyNote title="No job has complained about anything">
          Errors, warnings and notices of steps are listed here, each with the
          line that it is about.
        </EmptyNote>
      }
    >
      {({ items, more }) => (
        <>
          <AnnotationList items={items} />
          {more && (
            <Text as="p">
              Of 20 jobs; the run on GitHub shows what the others have to say.
            </Text>
          )}
        </>
      )}
    </AsyncPanel>
  );
}

/** What the jobs of a run have to say about lines of files, and about themselves. */
export function AnnotationsSection(props: AnnotationsSectionProps) {
  return (
    <OnceOver
      title="Annotations"
      run={props.run}
      lookLabel="Look for annotations now"
    >
      <Annotations {...props} />
    </OnceOver>
  );
}
