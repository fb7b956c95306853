import { useEntity } from '@backstage/plugin-catalog-react';
import { declaredPagesOf } from '@internal/plugin-lighthouse-common';
import { EmptyNote } from '@internal/portal-react';
import { Route, Routes } from 'react-router-dom';
import { AuditsRouteContext, useLighthouseSignals } from '../../hooks';
import { entityContentRouteRef } from '../../routes';
import { AuditPage } from '../AuditPage';
import { CreateAudit } from '../CreateAudit';
import { EntityPages } from './EntityPages';

/**
 * The tab of an entity: its pages, and below it their audits and the form. Whoever asks for an audit
 * here stays here.
 */
export function EntityAuditsTab() {
  useLighthouseSignals();
  const { entity } = useEntity();
  return (
    <AuditsRouteContext.Provider value={entityContentRouteRef}>
      <Routes>
        <Route index element={<EntityPages />} />
        <Route path="audit/:id" element={<AuditPage />} />
        <Route
          path="create-audit"
          element={<CreateAudit pages={declaredPagesOf(entity).pages} />}
        />
        <Route
          path="*"
          element={
            <EmptyNote title="There is no such page">
              Below this tab are the audits of the component’s pages.
            </EmptyNote>
          }
        />
      </Routes>
    </AuditsRouteContext.Provider>
  );
}
