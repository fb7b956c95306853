import { usePreflight } from '../../hooks';
import { isRefused, PreflightPanel } from '../Preflight';
import type { PickedRef } from '../../api';
import type { FormSession } from './formSession';
import { checkValues, toDispatchInputs } from './inputValues';

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
  // Values that GitHub doesn't take are named by the form; nothing would become of them.
  const isWanted =
    session?.form.state === 'runnable' &&
    checkValues(session.form.inputs, session.values).form === undefined;
  const { query, isCurrent } = usePreflight(entityRef, file, request, isWanted);
  return {
    isRefused: isWanted && isCurrent && isRefused(query.data!),
    panel: isWanted ? <PreflightPanel request={request} query={query} /> : null,
  };
}
