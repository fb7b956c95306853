import {
  CodeQuery,
  codeQuerySchema,
} from '@internal/plugin-sonarqube-insights-common';
import { useMemo } from 'react';
import { useView } from './useView';

/**
 * Which branch or pull request the address names; the main branch without either, or where what it
 * names can't be one.
 */
export function useCode(): [CodeQuery, (code: CodeQuery) => void] {
  const [params, changeView] = useView();
  const branch = params.get('branch') ?? undefined;
  const pullRequest = params.get('pullRequest') ?? undefined;
  const code = useMemo(() => {
    const parsed = codeQuerySchema.safeParse({ branch, pullRequest });
    return parsed.success ? parsed.data : {};
  }, [branch, pullRequest]);
  return [
    code,
    next => changeView({ branch: next.branch, pullRequest: next.pullRequest }),
  ];
}
