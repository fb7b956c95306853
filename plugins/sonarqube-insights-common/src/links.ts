/** What {@link dashboardUrl} and its like need of a project. */
interface LinkedProject {
  instanceUrl: string;
  key: string;
}

/** Which code a link is about; without either, the main branch. */
export interface LinkedCode {
  branch?: string;
  pullRequest?: string;
}

function pageUrl(
  { instanceUrl, key }: LinkedProject,
  page: string,
  query: Record<string, string | undefined>,
): string {
  const params = new URLSearchParams({ id: key });
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      params.set(name, value);
    }
  }
  return `${instanceUrl}/${page}?${params}`;
}

/** The first page of a project in SonarQube. */
export const dashboardUrl = (project: LinkedProject, code: LinkedCode = {}) =>
  pageUrl(project, 'dashboard', { ...code });

/** Its open issues, those that `filter` leaves: SonarQube's own names and values. */
export const issuesUrl = (
  project: LinkedProject,
  filter: Record<string, string> = {},
  code: LinkedCode = {},
) =>
  pageUrl(project, 'project/issues', { ...code, resolved: 'false', ...filter });

/** One issue, opened. */
export const issueUrl = (
  project: LinkedProject,
  issue: string,
  code: LinkedCode = {},
) =>
  pageUrl(project, 'project/issues', { ...code, issues: issue, open: issue });

/** One metric over all files. */
export const measureUrl = (
  project: LinkedProject,
  metric: string,
  code: LinkedCode = {},
) => pageUrl(project, 'component_measures', { ...code, metric, view: 'list' });

/** What is to be reviewed for security. */
export const hotspotsUrl = (project: LinkedProject, code: LinkedCode = {}) =>
  pageUrl(project, 'security_hotspots', { ...code });
