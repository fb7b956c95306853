import type { Request } from 'express';
import type { Code, Projects } from './Projects';
import { paging, param } from './query';
import { SonarqubeError } from './SonarqubeError';
import type { IssueSeed } from './types';

const WORST_FIRST = ['BLOCKER', 'CRITICAL', 'MAJOR', 'MINOR', 'INFO'];
const SORTS = [
  'CREATION_DATE',
  'UPDATE_DATE',
  'SEVERITY',
  'STATUS',
  'FILE_LINE',
];

/** `api/issues/search` of one branch or pull request. @throws SonarqubeError 400 */
export function searchIssues(req: Request, found: Code, projects: Projects) {
  const { p, ps } = paging(req, 100);
  const sort = param(req, 's') ?? 'CREATION_DATE';
  if (!SORTS.includes(sort)) {
    throw new SonarqubeError(
      400,
      `Value of parameter 's' (${sort}) must be one of: [${SORTS.join(', ')}]`,
    );
  }
  const { project, code } = found;
  const since = project.newCodePeriod?.daysAgo ?? 30;
  const isNew = ({ daysAgo }: IssueSeed) => daysAgo <= since;
  const onlyNew =
    param(req, 'inNewCodePeriod') === 'true' ||
    param(req, 'pullRequest') !== undefined;
  const all = (project.issues ?? []).map((issue, index) => ({ issue, index }));
  const matching = (code.hoursAgo === undefined ? [] : all).filter(
    ({ issue }) => !onlyNew || isNew(issue),
  );
  if (sort === 'SEVERITY') {
    const rank = ({ issue }: (typeof all)[number]) =>
      WORST_FIRST.indexOf(issue.severity);
    matching.sort((one, other) => rank(one) - rank(other));
    if (param(req, 'asc') !== 'false') {
      matching.reverse();
    }
  }
  const shown = matching.slice((p - 1) * ps, p * ps);
  return {
    total: matching.length,
    p,
    ps,
    paging: { pageIndex: p, pageSize: ps, total: matching.length },
    issues: shown.map(({ issue, index }) =>
      present(issue, `AY-${project.key}-${index + 1}`, found, projects),
    ),
    components: componentsOf(
      shown.map(({ issue }) => issue),
      found,
    ),
    ...(param(req, 'additionalFields')?.includes('rules') && {
      rules: shown.map(({ issue }) => ({
        key: issue.rule,
        name: issue.ruleName,
        status: 'READY',
      })),
    }),
    facets: [],
  };
}

const componentOf = ({ file }: IssueSeed, { project }: Code) =>
  file === undefined ? project.key : `${project.key}:${file}`;

function componentsOf(issues: IssueSeed[], found: Code) {
  const { key, name } = found.project;
  return [
    { key, enabled: true, qualifier: 'TRK', name, longName: name },
    ...issues
      .filter(({ file }) => file)
      .map(issue => ({
        key: componentOf(issue, found),
        enabled: true,
        qualifier: 'FIL',
        name: issue.file!.split('/').at(-1),
        longName: issue.file,
        path: issue.file,
      })),
  ];
}

function present(
  issue: IssueSeed,
  key: string,
  found: Code,
  projects: Projects,
) {
  return {
    key,
    rule: issue.rule,
    severity: issue.severity,
    component: componentOf(issue, found),
    project: found.project.key,
    ...(issue.line && {
      line: issue.line,
      textRange: {
        startLine: issue.line,
        endLine: issue.line,
        startOffset: 2,
        endOffset: 18,
      },
    }),
    flows: [],
    status: 'OPEN',
    issueStatus: 'OPEN',
    message: issue.message,
    effort: issue.effort,
    debt: issue.effort,
    tags: [],
    creationDate: projects.daysAgo(issue.daysAgo),
    updateDate: projects.daysAgo(issue.daysAgo),
    type: issue.type,
    scope: 'MAIN',
    impacts: Object.entries(issue.impacts).map(
      ([softwareQuality, severity]) => ({ softwareQuality, severity }),
    ),
  };
}
