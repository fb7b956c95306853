import { refTypeSchema } from '@internal/plugin-github-workflows-common';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { PickedRef } from '../api';

/** State of the tab that lives in the URL, so that every view can be linked to. */
export interface TabState {
  /** `ref` and `refType`; absent while it is the default branch. */
  picked: PickedRef | undefined;
  /** `page` of the list of runs, from 1. */
  page: number;
  /** `workflow`: only the runs of this file. */
  workflow: string | undefined;
  /** `onRef`: only the runs of the picked ref. */
  onRef: boolean;
  /** `dispatch`: the file whose run dialog is open. */
  dispatch: string | undefined;
}

/** Parts of {@link TabState} to change; `undefined` removes. */
export type TabStateChange = Partial<TabState>;

function read(params: URLSearchParams): TabState {
  const ref = params.get('ref');
  const refType = refTypeSchema.safeParse(params.get('refType') ?? 'branch');
  const page = Number(params.get('page') ?? 1);
  return {
    picked: ref && refType.success ? { ref, refType: refType.data } : undefined,
    page: Number.isInteger(page) && page >= 1 ? page : 1,
    workflow: params.get('workflow') ?? undefined,
    onRef: params.get('onRef') === 'true',
    dispatch: params.get('dispatch') ?? undefined,
  };
}

function write(state: TabState, params: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(params);
  const values: Record<string, string | undefined> = {
    ref: state.picked?.ref,
    refType: state.picked?.refType === 'tag' ? 'tag' : undefined,
    page: state.page > 1 ? String(state.page) : undefined,
    workflow: state.workflow,
    onRef: state.onRef ? 'true' : undefined,
    dispatch: state.dispatch,
  };
  for (const [name, value] of Object.entries(values)) {
    if (value) {
      next.set(name, value);
    } else {
      next.delete(name);
    }
  }
  return next;
}

/**
 * Reads and changes the state of the tab in the URL.
 *
 * @returns the state and a function to change it; with `replace` the browser's Back skips what was
 */
export function useTabState() {
  const [params, setParams] = useSearchParams();
  const change = useCallback(
    (part: TabStateChange, options?: { replace: boolean }) =>
      setParams(
        current => write({ ...read(current), ...part }, current),
        options,
      ),
    [setParams],
  );
  return { state: read(params), change };
}
