import { EmptyNote } from '@internal/portal-react';
import { Route, Routes } from 'react-router-dom';
import { useRunSignals } from '../../hooks';
import { RunPage } from '../RunPage';
import { WorkflowsPage } from './WorkflowsPage';

/** The tab of an entity: its workflows and runs, and below it the page of each run. */
export function WorkflowsTab() {
  useRunSignals();
  return (
    <Routes>
      <Route index element={<WorkflowsPage />} />
      <Route path="runs/:runId" element={<RunPage />} />
      <Route
        path="*"
        element={
          <EmptyNote title="There is no such page">
            The tab has the list of workflows and the pages of runs.
          </EmptyNote>
        }
      />
    </Routes>
  );
}
