import { Container } from '@backstage/ui';
import { EmptyNote } from '@internal/portal-react';
import { Route, Routes } from 'react-router-dom';
import { useLighthouseSignals } from '../../hooks';
import { AuditList } from '../AuditList';
import { AuditPage } from '../AuditPage';
import { CreateAudit } from '../CreateAudit';

/** The page of all audits, and below it each audit and the form that asks for one. */
export function LighthousePage() {
  useLighthouseSignals();
  return (
    <main>
      <Container py="4">
        <Routes>
          <Route index element={<AuditList />} />
          <Route path="audit/:id" element={<AuditPage />} />
          <Route path="create-audit" element={<CreateAudit />} />
          <Route
            path="*"
            element={
              <EmptyNote title="There is no such page">
                Below Lighthouse are the pages of single audits, such as
                /lighthouse/audit/… with the id of the audit.
              </EmptyNote>
            }
          />
        </Routes>
      </Container>
    </main>
  );
}
