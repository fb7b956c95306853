import {
  refTypeSchema,
  RunsQuery,
  runsQuerySchema,
} from '@internal/plugin-github-workflows-common';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { PickedRef } from '../api';

/** Filters of the list of runs that GitHub knows besides workflow and branch. */
export type RunFilters = Partial<
  Pick<RunsQuery, 'status' | 'event' | 'actor' | 'from' | 'to'>
>;

/** Value of `dispatch` while the user chooses which workflow to run; no file is named like it. */
export const CHOOSE_WORKFLOW = 'choose';

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
  /** `status`, `event`, `actor`, `from` and `to`: the other filters of the list of runs. */
  filters: RunFilters;
  /** `find`: only the workflows whose name or file contains this. */
  find: string | undefined;
  /**
   * `dispatch`: the file whose run dialog is open. A link that others have made says `workflow`
   * and `inputs` instead.
   */
  dispatch: string | undefined;
  /** `inputs`: JSON of the values that the run dialog opens with. */
  inputs: string | undefined;
}

const NO_FILTERS: Record<keyof RunFilters, undefined> = {
  status: undefined,
  event: undefined,
  actor: undefined,
  from: undefined,
  to: undefined,
};

/** Parts of {@link TabState} to change; `undefined` removes. */
export type TabStateChange = Partial<TabState>;

/** What of the URL the backend would take; the rest is as if it weren't there. */
function readFilters(params: URLSearchParams): RunFilters {
  const { status, event, actor, from, to } = runsQuerySchema.shape;
  const schemas = { status, event, actor, from, to };
  const filters = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      schema.safeParse(params.get(name) || undefined).data,
    ]),
  ) as RunFilters;
  const isBackwards = filters.from && filters.to && filters.from > filters.to;
  return isBackwards ? { ...filters, to: undefined } : filters;
}

function read(params: URLSearchParams): TabState {
  const ref = params.get('ref');
  const refType = refTypeSchema.safeParse(params.get('refType') ?? 'branch');
  const { page, workflow: file } = runsQuerySchema.shape;
  const workflow = params.get('workflow') ?? undefined;
  const dispatch = params.get('dispatch') ?? undefined;
  const inputs = params.get('inputs') || undefined;
  // With values the link is for the form of the workflow, without them for its runs.
  const isPrefill = inputs !== undefined && dispatch === undefined;
  return {
    picked: ref && refType.success ? { ref, refType: refType.data } : undefined,
    page: page.safeParse(params.get('page') ?? undefined).data ?? 1,
    workflow: isPrefill ? undefined : file.safeParse(workflow).data,
    onRef: params.get('onRef') === 'true',
    filters: readFilters(params),
    find: params.get('find') || undefined,
    dispatch: isPrefill ? workflow : dispatch,
    inputs,
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
    ...NO_FILTERS,
    ...state.filters,
    find: state.find,
    dispatch: state.dispatch,
    inputs: state.dispatch && state.inputs,
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
 * @returns the state and a function to change it (with `replace` the browser's Back skips what was),
 *   whether the list of runs is filtered, and a function to show all of it
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
  const state = read(params);
  const isFiltered =
    state.workflow !== undefined ||
    state.onRef ||
    Object.values(state.filters).some(Boolean);
  const clearFilters = () =>
    change({ workflow: undefined, onRef: false, filters: {}, page: 1 });
  return { state, change, isFiltered, clearFilters };
}
