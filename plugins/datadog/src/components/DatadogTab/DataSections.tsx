import { Alert } from '@backstage/ui';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  readSubject,
  SERVICE_NAME_ANNOTATION,
} from '@internal/plugin-datadog-common';
import { EmptyNote } from '@internal/portal-react';
import { useEntityRef } from '../../hooks';
import { DashboardsSection } from './DashboardsSection';
import { DependenciesSection } from './DependenciesSection';
import { EventsSection } from './EventsSection';
import { IncidentsSection } from './IncidentsSection';
import { MonitorsSection } from './MonitorsSection';
import { SignalsSection } from './SignalsSection';
import { SlosSection } from './SlosSection';
import { usePeriod } from './usePeriod';

function ServiceSections(props: { environment: string }) {
  const { environment } = props;
  const entityRef = useEntityRef();
  const [period] = usePeriod();
  const where = { entityRef, environment };
  return (
    <>
      <SignalsSection {...where} period={period} />
      <EventsSection {...where} period={period} />
      <DependenciesSection {...where} />
    </>
  );
}

/** What Datadog knows of the entity in an environment; each part stands alone. */
export function DataSections(props: { environment: string }) {
  const { environment } = props;
  const { entity } = useEntity();
  const entityRef = useEntityRef();
  const { subject, faults } = readSubject(entity);
  const where = { entityRef, environment };
  return (
    <>
      {faults.map(({ annotation, message }) => (
        <Alert
          key={annotation}
          role="note"
          status="warning"
          icon
          title={
            <>
              The annotation <code>{annotation}</code> can’t be understood
            </>
          }
          description={message}
        />
      ))}
      {subject.service && <IncidentsSection {...where} />}
      {subject.monitorTags.length > 0 && <MonitorsSection {...where} />}
      {subject.sloTag && <SlosSection {...where} />}
      {subject.service ? (
        <ServiceSections environment={environment} />
      ) : (
        <EmptyNote title="No service in Datadog is named">
          Charts, incidents, events and dependencies are those of a service.
          Name it in the annotation <code>{SERVICE_NAME_ANNOTATION}</code>.
        </EmptyNote>
      )}
      <DashboardsSection entityRef={entityRef} />
    </>
  );
}
