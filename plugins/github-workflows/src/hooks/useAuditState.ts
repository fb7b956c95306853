import {
  AuditFilter,
  AuditQuery,
  auditQuerySchema,
} from '@internal/plugin-github-workflows-common';
import { useSearchParams } from 'react-router-dom';

/** What of the audit is looked at, as the URL has it. */
export type AuditState = AuditFilter & Pick<AuditQuery, 'cursor'>;

const NAMES = [
  'user',
  'entity',
  'workflow',
  'action',
  'outcome',
  'from',
  'to',
  'cursor',
] as const satisfies (keyof AuditState)[];

/** What of the URL the backend would take; the rest is as if it weren't there. */
function read(params: URLSearchParams): AuditState {
  const entries = NAMES.map(name => {
    const value = params.get(name) || undefined;
    return [name, auditQuerySchema.shape[name].safeParse(value).data];
  });
  return Object.fromEntries(
    entries.filter(([, value]) => value !== undefined),
  ) as AuditState;
}

/** Reads and changes the filter of the audit, and the page of it, in the URL. */
export function useAuditState() {
  const [params, setParams] = useSearchParams();
  const state = read(params);
  const change = (part: AuditState) => {
    const next = { ...state, cursor: undefined, ...part };
    const entries = Object.entries(next).filter(
      (entry): entry is [string, string] => Boolean(entry[1]),
    );
    setParams(Object.fromEntries(entries));
  };
  const { cursor, ...filter } = state;
  return {
    filter,
    cursor,
    change,
    isFiltered: Object.keys(filter).length > 0,
    clear: () => setParams({}),
  };
}
