import { Skeleton, Text } from '@backstage/ui';
import type { EnvironmentState } from '@internal/plugin-mobworx-common';
import { AsyncPanel } from '@internal/portal-react';
import { useStatus } from '../../hooks';
import { NoEnvironments } from '../NoEnvironments';
import { PageSection } from '../PageSection';
import { StatusLegend } from '../ServiceStatus';
import { MatrixTable } from './MatrixTable';

/** How many services of an environment are well, in a sentence; nothing where none runs. */
function describeHealth(environment: EnvironmentState): string | undefined {
  const running = environment.services.filter(
    ({ status }) => status !== 'planned' && status !== 'not-configured',
  );
  const up = running.filter(({ status }) => status === 'up');
  if (running.length === 0) {
    return undefined;
  }
  return up.length === running.length
    ? `${environment.title}: all ${running.length} up`
    : `${environment.title}: ${up.length} of ${running.length} up`;
}

/** Every service in every environment: how it is, how fast, and what of it runs. */
export function ServiceMatrix() {
  const status = useStatus();
  return (
    <PageSection title="What runs where">
      <AsyncPanel
        query={status}
        label="environments"
        skeleton={[1, 2, 3, 4].map(row => (
          <Skeleton key={row} width="100%" height={180} />
        ))}
        isEmpty={({ environments }) => environments.length === 0}
        empty={<NoEnvironments />}
      >
        {({ environments }) => (
          <>
            <Text as="p" color="secondary" role="status">
              {environments
                .flatMap(one => describeHealth(one) ?? [])
                .join(' · ')}
            </Text>
            <MatrixTable environments={environments} />
            <StatusLegend />
          </>
        )}
      </AsyncPanel>
    </PageSection>
  );
}
