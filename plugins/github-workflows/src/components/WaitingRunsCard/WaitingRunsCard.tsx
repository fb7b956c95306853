import { useRouteRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Link, Text } from '@backstage/ui';
import type { WaitingRunsResponse } from '@internal/plugin-github-workflows-common';
import { AsyncPanel, EmptyNote, RelativeTime } from '@internal/portal-react';
import { RiHourglassLine } from '@remixicon/react';
import { useEntityRef, useRunSignals, useWaitingRuns } from '../../hooks';
import { runRouteRef, workflowsRouteRef } from '../../routes';
import { describeReviewers } from '../Deployments';
import styles from './WaitingRunsCard.module.css';

type WaitingRun = WaitingRunsResponse['items'][number];

function Row(props: { item: WaitingRun }) {
  const { run, environments } = props.item;
  const runLink = useRouteRef(runRouteRef);
  const name = `${run.workflowName} #${run.number}`;
  return (
    <li className={styles.row}>
      <RiHourglassLine size={16} className={styles.icon} aria-hidden="true" />
      <div className={styles.what}>
        {runLink ? (
          <Link href={runLink({ runId: String(run.id) })} weight="bold">
            {name}
          </Link>
        ) : (
          <Text weight="bold">{name}</Text>
        )}
        <span className={styles.details}>
          {run.ref && `on ${run.ref}, `}
          {run.actor && `started by ${run.actor} `}
          <RelativeTime iso={run.createdAt} />
        </span>
        {environments?.map(({ name: environment, reviewers }) => (
          <span key={environment} className={styles.details}>
            {reviewers.length > 0
              ? `${environment} waits for ${describeReviewers(reviewers)}`
              : `${environment} waits for its time to be over`}
          </span>
        ))}
      </div>
    </li>
  );
}

/** The runs of the entity's repository that wait for an approval, for its overview. */
export function WaitingRunsCard(props: { limit: number }) {
  useRunSignals();
  const entityRef = useEntityRef();
  const waiting = useWaitingRuns(entityRef);
  const tabLink = useRouteRef(workflowsRouteRef);
  return (
    <EntityInfoCard
      title="Waiting for approval"
      footerActions={
        tabLink && <Link href={tabLink()}>All workflows and runs</Link>
      }
    >
      <AsyncPanel
        query={waiting}
        label="runs that wait for an approval"
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyNote title="No run waits for an approval" />}
      >
        {({ items, totalCount }) => (
          <>
            <ul className={styles.list}>
              {items.slice(0, props.limit).map(item => (
                <Row key={item.run.id} item={item} />
              ))}
            </ul>
            {totalCount > props.limit && (
              <Text as="p" variant="body-small" color="secondary">
                and {totalCount - props.limit} more
              </Text>
            )}
          </>
        )}
      </AsyncPanel>
    </EntityInfoCard>
  );
}
