import { AsyncPanel } from '@internal/portal-react';
import { useAppsync } from '../../hooks';
import { DetailParts } from '../DetailParts';
import { StoredPart } from '../StoredPart';
import { Access } from './Access';
import { ConsolePart } from './ConsolePart';
import { SchemaBrowser } from './SchemaBrowser';
import { SchemaDrift } from './SchemaDrift';

/** Access to the GraphQL API of an environment, its schema, how that drifts, and a query console. */
export function AppsyncDetails(props: { environment: string }) {
  const { environment } = props;
  const appsync = useAppsync(environment);
  const onRetry = () => {
    appsync.refetch();
  };
  return (
    <DetailParts>
      <AsyncPanel query={appsync} label="access and schema">
        {({ access, schema }) => (
          <DetailParts>
            <StoredPart title="Access" stored={access} onRetry={onRetry}>
              {value => <Access access={value} />}
            </StoredPart>
            <StoredPart title="Schema" stored={schema} onRetry={onRetry}>
              {value => <SchemaBrowser schema={value} />}
            </StoredPart>
          </DetailParts>
        )}
      </AsyncPanel>
      <SchemaDrift environment={environment} />
      <ConsolePart environment={environment} />
    </DetailParts>
  );
}
