/** What the links need of a project. */
interface LinkedProject {
  /** Where people open Bugsnag, without a slash at its end. */
  dashboardUrl: string;
  organizationSlug: string;
  projectSlug: string;
}

/** The first page of a project in Bugsnag's dashboard. */
export function projectUrl(project: LinkedProject): string {
  const { dashboardUrl, organizationSlug, projectSlug } = project;
  const path = [organizationSlug, projectSlug].map(encodeURIComponent);
  return `${dashboardUrl}/${path.join('/')}`;
}

/** One error, as Roadie's plugin links to it. */
export const errorUrl = (project: LinkedProject, errorId: string) =>
  `${projectUrl(project)}/errors/${encodeURIComponent(errorId)}`;
