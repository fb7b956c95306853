// The shapes of the Data Access API, version 2.
import { idOf, type Organization, type Project } from './Account';
import type { FoundError } from './findErrors';
import type { ReleaseSeed, StabilitySeed } from './types';

const DAY_MS = 86_400_000;
const iso = (ms: number) => new Date(ms).toISOString();

export const presentOrganization = (
  { id, name, slug }: Organization,
  url: string,
) => ({
  id,
  name,
  slug,
  created_at: '2024-03-01T09:00:00.000Z',
  updated_at: '2026-03-01T09:00:00.000Z',
  projects_url: `${url}/organizations/${id}/projects`,
  auto_upgrade: false,
});

export function presentProject(
  project: Project,
  openErrors: number,
  url: string,
) {
  const { id, organization, target } = project;
  return {
    id,
    organization_id: organization.id,
    name: project.name,
    slug: project.slug,
    api_key: project.apiKey,
    type: project.type,
    is_full_view: true,
    release_stages: project.stages,
    language: project.type,
    created_at: '2024-03-04T09:00:00.000Z',
    updated_at: '2026-03-04T09:00:00.000Z',
    url: `${url}/projects/${id}`,
    html_url: `https://app.bugsnag.com/${organization.slug}/${project.slug}`,
    errors_url: `${url}/projects/${id}/errors`,
    events_url: `${url}/projects/${id}/events`,
    open_error_count: openErrors,
    for_review_error_count: 0,
    collaborators_count: 4,
    ...(target && {
      stability_target_type: target.of,
      target_stability: { value: target.target },
      critical_stability: { value: target.critical },
    }),
  };
}

export function presentError(
  error: FoundError,
  projectId: string,
  url: string,
) {
  const issue = error.issue && {
    id: idOf(error.issue.url),
    key: error.issue.key,
    type: 'jira',
    url: error.issue.url,
  };
  return {
    id: error.id,
    project_id: projectId,
    url: `${url}/projects/${projectId}/errors/${error.id}`,
    project_url: `${url}/projects/${projectId}`,
    events_url: `${url}/projects/${projectId}/errors/${error.id}/events`,
    error_class: error.errorClass,
    message: error.message,
    context: error.context,
    severity: error.severity,
    original_severity: error.severity,
    overridden_severity: null,
    events: error.events,
    unthrottled_occurrence_count: error.events,
    users: error.users,
    first_seen: iso(error.firstSeen),
    last_seen: iso(error.lastSeen),
    first_seen_unfiltered: iso(error.firstSeen),
    last_seen_unfiltered: iso(error.lastSeen),
    status: error.status,
    reopen_rules: null,
    assigned_collaborator_id: null,
    assigned_team_id: null,
    created_issue: issue ?? null,
    linked_issues: issue ? [issue] : [],
    comment_count: error.comments ?? 0,
    missing_dsyms: [],
    release_stages: error.stages,
    grouping_reason: 'frame-inner',
    discarded: false,
  };
}

const counts = (seed: StabilitySeed) => ({
  total_sessions_count: seed.sessions,
  unhandled_sessions_count: seed.unhandledSessions,
});

export function presentRelease(
  release: ReleaseSeed,
  project: Project,
  now: number,
) {
  const id = idOf(project.id, release.stage, release.version);
  return {
    id,
    project_id: project.id,
    release_group_id: idOf(id),
    release_time: iso(now - release.daysAgo * DAY_MS),
    release_source: 'api',
    app_version: release.version,
    app_version_code: release.build ?? null,
    app_bundle_version: null,
    build_label: null,
    builder_name: 'ci',
    build_tool: null,
    errors_introduced_count: release.newErrors,
    errors_seen_count: release.errorsSeen,
    sessions_count_in_last_24h: release.sessionsLastDay,
    ...counts(release),
    accumulative_daily_users_seen: release.users,
    accumulative_daily_users_with_unhandled: release.usersWithUnhandled,
    metadata: {},
    release_stage: { name: release.stage },
    source_control: release.commit
      ? { service: 'github', commit_url: release.commit, revision: null }
      : null,
  };
}

/** The last 30 days, the oldest first; a bad day now and then, and none without sessions. */
export function presentStability(project: Project, now: number) {
  const { day, stages } = project;
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const points = Array.from({ length: day ? 30 : 0 }, (_, index) => {
    const from = today - (29 - index) * DAY_MS;
    const wave = 1 + 0.25 * Math.sin(index * 0.9);
    const trouble = index % 11 === 6 ? 4 : 1;
    const scaled = (value: number, by: number) => Math.round(value * by);
    const sessions = scaled(day!.sessions, wave);
    const unhandled = scaled(day!.unhandledSessions, wave * trouble);
    const users = scaled(day!.users, wave);
    const usersWith = scaled(day!.usersWithUnhandled, wave * trouble);
    return {
      bucket_start: iso(from),
      bucket_end: iso(from + DAY_MS),
      total_sessions_count: sessions,
      unhandled_sessions_count: unhandled,
      unhandled_rate: sessions ? unhandled / sessions : 0,
      users_seen: users,
      users_with_unhandled: usersWith,
      unhandled_user_rate: users ? usersWith / users : 0,
    };
  });
  return {
    project_id: project.id,
    release_stage_name: stages[0] ?? 'production',
    timeline_points: points,
  };
}
