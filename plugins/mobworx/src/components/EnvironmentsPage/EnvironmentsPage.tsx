import { Container } from '@backstage/ui';
import { EmptyNote } from '@internal/portal-react';
import { Route, Routes } from 'react-router-dom';
import { useMobworxSignals } from '../../hooks';
import { ServiceMatrix } from '../ServiceMatrix';
import { ServicePage } from '../ServicePage';

/** The page of services by environments, and below it the page of each service in each of them. */
export function EnvironmentsPage() {
  useMobworxSignals();
  return (
    <main>
      <Container py="4">
        <Routes>
          <Route index element={<ServiceMatrix />} />
          <Route path=":environment/:service" element={<ServicePage />} />
          <Route
            path="*"
            element={
              <EmptyNote title="There is no such page">
                Below Environments are the pages of services, such as
                /environments/staging/appsync.
              </EmptyNote>
            }
          />
        </Routes>
      </Container>
    </main>
  );
}
