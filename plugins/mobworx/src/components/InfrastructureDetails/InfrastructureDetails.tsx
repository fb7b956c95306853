import { AsyncPanel, EmptyNote } from '@internal/portal-react';
import { useInfrastructure } from '../../hooks';
import { DetailParts } from '../DetailParts';
import { StoredPart } from '../StoredPart';
import { AuroraCluster } from './AuroraCluster';
import { BusRules } from './BusRules';
import { Migrations } from './Migrations';
import { ProxyTargets } from './ProxyTargets';
import { Stacks } from './Stacks';

/** Event bus, Aurora, RDS Proxy, Flyway and stacks of an environment. */
export function InfrastructureDetails(props: { environment: string }) {
  const infrastructure = useInfrastructure(props.environment);
  const onRetry = () => {
    infrastructure.refetch();
  };
  return (
    <AsyncPanel query={infrastructure} label="infrastructure">
      {({ bus, aurora, proxy, flyway, stacks, migrationGaps }) => (
        <DetailParts>
          <StoredPart
            title="Event bus"
            stored={bus}
            isEmpty={({ rules }) => rules.length === 0}
            empty={
              <EmptyNote title="The event bus has no rule">
                Events that are put on it reach nobody.
              </EmptyNote>
            }
            onRetry={onRetry}
          >
            {value => <BusRules bus={value} />}
          </StoredPart>
          <StoredPart title="Aurora" stored={aurora} onRetry={onRetry}>
            {value => <AuroraCluster aurora={value} />}
          </StoredPart>
          <StoredPart
            title="RDS Proxy"
            stored={proxy}
            isEmpty={({ exists }) => !exists}
            empty={
              <EmptyNote title="There is no RDS Proxy here">
                Services connect to the database themselves. A proxy needs
                Aurora Serverless v2: it can’t stand in front of v1.
              </EmptyNote>
            }
            onRetry={onRetry}
          >
            {value => <ProxyTargets proxy={value} />}
          </StoredPart>
          <StoredPart
            title="Database migrations"
            stored={flyway}
            isEmpty={({ migrations }) => migrations.length === 0}
            empty={<EmptyNote title="Flyway knows of no migration" />}
            onRetry={onRetry}
          >
            {value => <Migrations flyway={value} gaps={migrationGaps} />}
          </StoredPart>
          <StoredPart
            title="Stacks"
            stored={stacks}
            isEmpty={list => list.length === 0}
            empty={
              <EmptyNote title="No stack is looked at">
                Name them in <code>services.infrastructure.stacks</code> of the
                environment.
              </EmptyNote>
            }
            onRetry={onRetry}
          >
            {value => <Stacks stacks={value} />}
          </StoredPart>
        </DetailParts>
      )}
    </AsyncPanel>
  );
}
