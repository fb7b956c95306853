import { Button, Link, Text } from '@backstage/ui';
import type {
  DeploymentReview,
  Run,
  WaitingDeployment,
} from '@internal/plugin-github-workflows-common';
import { ErrorPanel, RelativeTime } from '@internal/portal-react';
import {
  RiCheckLine,
  RiCloseLine,
  RiHourglassLine,
  RiShieldCheckLine,
} from '@remixicon/react';
import { useId, useState } from 'react';
import { useDeployments } from '../../hooks';
import { sectionStyles } from '../RunSection';
import styles from './Deployments.module.css';
import { ReviewDialog, ReviewState } from './ReviewDialog';

/** Props of {@link DeploymentsSection}. */
export interface DeploymentsSectionProps {
  entityRef: string;
  run: Run;
}

function Reviewers(props: { deployment: WaitingDeployment }) {
  const { reviewers } = props.deployment;
  if (reviewers.length === 0) {
    return null;
  }
  return (
    <span>
      May be approved by{' '}
      {reviewers.map(({ type, name, htmlUrl }, index) => (
        <span key={`${type} ${name}`}>
          {index > 0 && ', '}
          {type === 'team' && 'the team '}
          {htmlUrl ? (
            <Link href={htmlUrl} target="_blank" rel="noreferrer">
              {name}
            </Link>
          ) : (
            name
          )}
        </span>
      ))}
    </span>
  );
}

function Timer(props: { deployment: WaitingDeployment }) {
  const { waitMinutes, waitStartedAt } = props.deployment;
  if (waitMinutes === 0) {
    return null;
  }
  return (
    <span>
      Waits {waitMinutes} min in any case
      {waitStartedAt && (
        <>
          , since <RelativeTime iso={waitStartedAt} />
        </>
      )}
    </span>
  );
}

function WaitingRow(props: {
  deployment: WaitingDeployment;
  onReview: (state: ReviewState) => void;
}) {
  const { deployment, onReview } = props;
  const { environment, viewer } = deployment;
  const reasonId = useId();
  const button = {
    isDisabled: !viewer.mayReview,
    'aria-describedby': viewer.mayReview ? undefined : reasonId,
  };
  return (
    <li className={sectionStyles.row}>
      <div className={sectionStyles.what}>
        <span className={`${sectionStyles.name} ${styles.name}`}>
          <RiHourglassLine size={16} aria-hidden="true" />
          The deployment to <strong>{environment}</strong> waits
        </span>
        <span className={sectionStyles.details}>
          <Reviewers deployment={deployment} />
          <Timer deployment={deployment} />
        </span>
        {viewer.reason && (
          <Text as="p" id={reasonId} variant="body-small" color="secondary">
            {viewer.reason}
          </Text>
        )}
      </div>
      {deployment.reviewers.length > 0 && (
        <div className={styles.buttons}>
          <Button
            {...button}
            iconStart={<RiCheckLine />}
            aria-label={`Approve the deployment to ${environment}`}
            onPress={() => onReview('approved')}
          >
            Approve
          </Button>
          <Button
            {...button}
            variant="secondary"
            iconStart={<RiCloseLine />}
            aria-label={`Reject the deployment to ${environment}`}
            onPress={() => onReview('rejected')}
          >
            Reject
          </Button>
        </div>
      )}
    </li>
  );
}

function ReviewRow(props: { review: DeploymentReview }) {
  const { environments, state, user, comment } = props.review;
  const isApproved = state === 'approved';
  const Icon = isApproved ? RiShieldCheckLine : RiCloseLine;
  return (
    <li className={sectionStyles.row}>
      <div className={sectionStyles.what}>
        <span className={`${sectionStyles.name} ${styles.name}`}>
          <Icon size={16} aria-hidden="true" />
          {user ?? 'Somebody'} {isApproved ? 'approved' : 'rejected'} the
          deployment to {environments.join(', ')}
        </span>
        {comment && <span className={sectionStyles.details}>“{comment}”</span>}
      </div>
    </li>
  );
}

/** What of a run waits for an approval, with the buttons to give it, and the reviews given. */
export function DeploymentsSection(props: DeploymentsSectionProps) {
  const { entityRef, run } = props;
  const { data, error, refetch } = useDeployments(entityRef, run);
  const [asked, setAsked] = useState<{
    deployment: WaitingDeployment;
    state: ReviewState;
  }>();
  const [done, setDone] = useState('');
  const headingId = useId();
  const waiting = data?.waiting ?? [];
  const reviews = (data?.reviews ?? []).filter(
    ({ state }) => state !== 'pending',
  );
  // Most runs deploy nowhere: only one that is held up has to say that it isn't known by what.
  const isMissed = error !== null && !data && run.status === 'waiting';
  const isEmpty = waiting.length === 0 && reviews.length === 0;
  if (isEmpty && !isMissed && !asked) {
    return null;
  }
  return (
    <section aria-labelledby={headingId} className={sectionStyles.section}>
      <h3 id={headingId} className={sectionStyles.heading}>
        {waiting.length > 0 ? 'Waiting for approval' : 'Approvals'}
      </h3>
      <p role="status" className={styles.done}>
        {done}
      </p>
      {isMissed && <ErrorPanel error={error} onRetry={() => refetch()} />}
      {!isEmpty && (
        <ul className={sectionStyles.list}>
          {waiting.map(deployment => (
            <WaitingRow
              key={deployment.environmentId}
              deployment={deployment}
              onReview={state => setAsked({ deployment, state })}
            />
          ))}
          {reviews.map((review, index) => (
            <ReviewRow
              // GitHub gives a review no id; their order never changes.
              key={index}
              review={review}
            />
          ))}
        </ul>
      )}
      {asked && (
        <ReviewDialog
          {...asked}
          entityRef={entityRef}
          run={run}
          isOutdated={
            !waiting.some(
              ({ environmentId }) =>
                environmentId === asked.deployment.environmentId,
            )
          }
          onTaken={isCertain =>
            setDone(
              isCertain
                ? `GitHub has taken your review: ${asked.deployment.environment} is ${asked.state}.`
                : '',
            )
          }
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}
