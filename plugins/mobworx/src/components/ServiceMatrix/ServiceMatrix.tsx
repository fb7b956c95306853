import { Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { serviceTitles } from '@internal/plugin-mobworx-common';
import { AsyncPanel, EmptyNote } from '@internal/portal-react';
import { useStatus } from '../../hooks';
import { serviceRouteRef } from '../../routes';
import { ServiceStatus } from '../ServiceStatus';

/** Every service in every environment. */
export function ServiceMatrix() {
  const status = useStatus();
  const serviceLink = useRouteRef(serviceRouteRef);
  return (
    <AsyncPanel
      query={status}
      label="environments"
      isEmpty={({ environments }) => environments.length === 0}
      empty={
        <EmptyNote title="No environment is configured">
          Name them in <code>mobworx.environments</code> of the configuration.
        </EmptyNote>
      }
    >
      {({ environments }) =>
        environments.map(({ id, title, services }) => (
          <section key={id} aria-label={title}>
            <Text as="h2">{title}</Text>
            <ul>
              {services.map(state => (
                <li key={state.service}>
                  <Link
                    href={serviceLink?.({
                      environment: id,
                      service: state.service,
                    })}
                  >
                    {serviceTitles[state.service]}
                  </Link>{' '}
                  <ServiceStatus status={state.status} />
                </li>
              ))}
            </ul>
          </section>
        ))
      }
    </AsyncPanel>
  );
}
