import { usePreflight } from '../../hooks';
import { isRefused, PreflightPanel } from '../Preflight';
import type { PickedRef } from '../../api';
import type { FormSession } from './formSession';
import { toDispatchInputs } from './inputValues';

/** Whether GitHub would refuse a run with these values for certain, and the panel that says what would become of it. */
export function useRunPreflight(options: {
  entityRef: string;
  file: string;
  at: PickedRef;
  session: FormSession | undefined;
}) {
  const { entityRef, file, at, session } = options;
  const inputs = session
    ? toDispatchInputs(session.form.inputs, session.values)
    : {};
  const request = { ...at, inputs };
  const isWanted = session?.form.state === 'runnable';
  const { query, isCurrent } = usePreflight(entityRef, file, request, isWanted);
  return {
    isRefused: isWanted && isCurrent && isRefused(query.data!),
    panel: isWanted ? <PreflightPanel request={request} query={query} /> : null,
  };
}
