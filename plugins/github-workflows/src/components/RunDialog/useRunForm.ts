import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { RepositoryResponse } from '@internal/plugin-github-workflows-common';
import { describeError } from '@internal/portal-react';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { PickedRef } from '../../api';
import { useDispatchWorkflow, useWorkflowForm } from '../../hooks';
import { runRouteRef } from '../../routes';
import { isFilledByPortal } from './AppIdentityNote';
import { checkValues, toDispatchInputs } from './inputValues';
import type { Prefill } from './prefill';
import { useFormSession } from './useFormSession';

// Only with these may the request have reached GitHub, or still be on its way there.
const UNDECIDED = ['dispatch_in_progress', 'dispatch_outcome_unknown'];

/** Whether the backend has answered that nothing was run, so that the next try is another one. */
function isDecided(code: string | undefined): boolean {
  return code !== undefined && !UNDECIDED.includes(code);
}

/** Options of {@link useRunForm}. */
export interface RunFormOptions {
  entityRef: string;
  file: string;
  at: PickedRef;
  repository: RepositoryResponse;
  /** Values to begin with. */
  opensWith?: Prefill;
}

/** Everything behind the run dialog: the form, its values, the dispatch and what comes after. */
export function useRunForm(options: RunFormOptions) {
  const { entityRef, file, at, repository } = options;
  const form = useWorkflowForm(entityRef, file, at);
  const { session, setValue, fill, renewKey } = useFormSession(
    form.data,
    options.opensWith,
  );
  const dispatch = useDispatchWorkflow();
  const [attempts, setAttempts] = useState(0);
  const underWay = useRef(false);
  const runLink = useRouteRef(runRouteRef);
  const navigate = useNavigate();

  const asked = session?.form.inputs.filter(
    input => !isFilledByPortal(session.form.identity, input),
  );
  const problems =
    session && checkValues(asked ?? [], session.values, form.data?.viewer);
  const isClean = problems?.fields.size === 0 && !problems.form;
  const blobSha = session?.form.blobSha;

  const openRun = (runId: number | undefined) => {
    if (runId !== undefined && runLink) {
      navigate(runLink({ runId: String(runId) }), {
        replace: true,
        state: { justStarted: true },
      });
    }
  };

  const run = () => {
    setAttempts(count => count + 1);
    // The state of the mutation comes with the next render, a second click may come before it.
    if (underWay.current || !isClean || !session || !blobSha) {
      return;
    }
    underWay.current = true;
    const request = {
      ...at,
      inputs: toDispatchInputs(session.form.inputs, session.values),
      expectedBlobSha: blobSha,
      headShaSeen: session.form.ref.sha,
      idempotencyKey: session.idempotencyKey,
    };
    dispatch.mutate(
      {
        entityRef,
        file,
        repository,
        request,
        identity: session.form.identity,
      },
      {
        onSuccess: ({ dispatch: { runId } }) => openRun(runId),
        onError: error => {
          const { code } = describeError(error);
          if (isDecided(code)) {
            renewKey();
          }
          if (code === 'form_outdated') {
            form.refetch();
          }
        },
        onSettled: () => {
          underWay.current = false;
        },
      },
    );
  };

  return {
    form,
    session,
    setValue,
    fill,
    openRun,
    dispatch,
    run,
    problems: attempts > 0 ? problems : undefined,
    /** How often the user has tried to run it. */
    attempts,
    mayBeSent: session?.form.state === 'runnable' && blobSha !== undefined,
  };
}
