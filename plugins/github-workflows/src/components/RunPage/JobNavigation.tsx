import { Box, Link } from '@backstage/ui';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import type { Job } from '@internal/plugin-github-workflows-common';
import { useId, useMemo, useState } from 'react';
import { useRunState } from '../../hooks';
import { RunStatus, StatusDuration } from '../RunStatus';
import {
  countOutcomes,
  groupJobs,
  isAllWell,
  JobGroup,
  JobItem,
  LabelledJob,
} from './groupJobs';
import styles from './JobNavigation.module.css';

/** Props of {@link JobNavigation}. */
export interface JobNavigationProps {
  jobs: Job[];
  /** The one that is shown in full. */
  shown: Job;
  /** Whether the URL names it, rather than its being shown by itself. */
  isChosen: boolean;
}

type Place = Omit<JobNavigationProps, 'jobs'>;

function JobLink(props: { item: LabelledJob; shown: Job }) {
  const { job, label } = props.item;
  const { linkTo } = useRunState();
  return (
    <Link
      href={linkTo({ job: job.id })}
      className={styles.job}
      aria-current={job.id === props.shown.id ? 'true' : undefined}
    >
      <RunStatus item={job} variant="plain" />
      <span className={styles.jobName}>{label}</span>
      <StatusDuration item={job} />
    </Link>
  );
}

function OutcomeCounts(props: { jobs: Job[] }) {
  return (
    <span className={styles.counts}>
      {countOutcomes(props.jobs).map(({ label, item, count }) => (
        <span key={label} className={styles.count}>
          {count} <RunStatus item={item} variant="plain" />
        </span>
      ))}
    </span>
  );
}

function Group(props: Place & { group: JobGroup }) {
  const { group, shown, isChosen } = props;
  const listId = useId();
  // Undefined until somebody folds or unfolds it.
  const [folded, setFolded] = useState<boolean>();
  const isWell = isAllWell(group.jobs);
  // One that was open while its jobs went on doesn't fold under the eyes of who looks at it.
  const [wasOpen, setWasOpen] = useState(!isWell);
  if (!isWell && !wasOpen) {
    setWasOpen(true);
  }
  const holdsChosen = isChosen && group.jobs.includes(shown);
  const isFolded = folded ?? !(wasOpen || holdsChosen);
  const Icon = isFolded ? RiArrowRightSLine : RiArrowDownSLine;
  return (
    <>
      <button
        type="button"
        className={styles.group}
        aria-expanded={!isFolded}
        aria-controls={isFolded ? undefined : listId}
        onClick={() => setFolded(!isFolded)}
      >
        <Icon size={16} aria-hidden="true" />
        <span className={styles.groupName}>{group.name}</span>
        <OutcomeCounts jobs={group.jobs} />
      </button>
      {!isFolded && (
        <ul id={listId} className={styles.inside} aria-label={group.name}>
          <Items {...props} items={group.items} />
        </ul>
      )}
    </>
  );
}

function Items(props: Place & { items: JobItem[] }) {
  const { items, ...place } = props;
  return (
    <>
      {items.map(item =>
        item.kind === 'job' ? (
          <li key={item.job.id} className={styles.item}>
            <JobLink item={item} shown={place.shown} />
          </li>
        ) : (
          <li key={`${item.kind} ${item.name}`}>
            <Group {...place} group={item} />
          </li>
        ),
      )}
    </>
  );
}

/** The jobs of a run to choose from; a matrix and a called workflow fold up when all went well. */
export function JobNavigation(props: JobNavigationProps) {
  const { jobs, ...place } = props;
  const items = useMemo(() => groupJobs(jobs), [jobs]);
  return (
    <nav aria-label="Jobs" className={styles.navigation}>
      <Box as="ul" bg="neutral" className={styles.jobs}>
        <Items {...place} items={items} />
      </Box>
    </nav>
  );
}
