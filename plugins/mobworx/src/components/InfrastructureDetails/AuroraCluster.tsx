import { Alert } from '@backstage/ui';
import type { Aurora } from '@internal/plugin-mobworx-common';
import { CapacityBar } from '../CapacityBar';
import { counted } from '../counted';
import { Facts } from '../Facts';
import styles from './InfrastructureDetails.module.css';

const GENERATIONS: Record<Aurora['generation'], string> = {
  v1: 'Serverless v1',
  v2: 'Serverless v2',
  provisioned: 'provisioned',
};

function Capacity(props: { capacity: NonNullable<Aurora['capacity']> }) {
  const { min, max, now } = props.capacity;
  return (
    <div className={styles.capacity}>
      {now !== undefined && <CapacityBar used={now} capacity={max} />}
      <span className={styles.small}>
        {now === undefined
          ? `between ${min} and ${max} ACU; how much is used isn’t known`
          : `${now} ACU of ${max} at most, ${min} at least`}
      </span>
    </div>
  );
}

/** The database cluster: generation, capacity, members. */
export function AuroraCluster(props: { aurora: Aurora }) {
  const { aurora } = props;
  return (
    <>
      {aurora.generation === 'v1' && (
        <Alert
          status="warning"
          icon
          title="Aurora Serverless v1 is over"
          description="AWS has ended it on 31 March 2025. Migrate the cluster to v2; RDS Proxy needs that as well."
        />
      )}
      <Facts
        facts={[
          ['Cluster', aurora.id],
          ['Generation', GENERATIONS[aurora.generation]],
          ['State', aurora.state],
          ['Engine', aurora.engineVersion],
          ['Backups', `kept for ${counted(aurora.backupRetentionDays, 'day')}`],
          [
            'Members',
            aurora.members.length > 0
              ? aurora.members
                  .map(
                    ({ id, isWriter }) =>
                      `${id} (${isWriter ? 'writer' : 'reader'})`,
                  )
                  .join(', ')
              : 'none to see',
          ],
        ]}
      />
      {aurora.capacity && <Capacity capacity={aurora.capacity} />}
    </>
  );
}
