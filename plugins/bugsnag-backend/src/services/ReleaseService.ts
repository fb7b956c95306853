import {
  ProjectRef,
  Release,
  ReleasesQuery,
  ReleasesResponse,
} from '@internal/plugin-bugsnag-common';
import type { Remembered } from '@internal/upstream-node';
import { releasesAnswer, type ReleaseAnswer } from '../upstream/answers';
import type { BugsnagClient } from '../upstream/BugsnagClient';
import { webUrlOf } from './presentError';
import type { Projects } from './Projects';
import { stabilityOf } from './StabilityService';

// More than this Bugsnag doesn't give at once.
const MAX_RELEASES = 10;

/** The latest releases of a project, and how stable each is. */
export class ReleaseService {
  constructor(
    private readonly client: BugsnagClient,
    private readonly projects: Projects,
    private readonly remembered: Remembered,
  ) {}

  /** @throws errors of `problem()` */
  async read(
    entityRef: string,
    ref: ProjectRef,
    { stage }: ReleasesQuery,
  ): Promise<ReleasesResponse> {
    const { id, project, target } = await this.projects.find(ref);
    const { value, age } = await this.remembered.read(
      ['releases', id, stage],
      async () => {
        const query = new URLSearchParams({ per_page: String(MAX_RELEASES) });
        if (stage !== undefined) {
          query.set('release_stage', stage);
        }
        const { body } = await this.client.get(
          releasesAnswer,
          `/projects/${encodeURIComponent(id)}/releases`,
          query,
          project.name,
        );
        return body.slice(0, MAX_RELEASES).map(presentRelease);
      },
    );
    return {
      entityRef,
      ...(target && { target }),
      releases: value,
      ...age,
    };
  }
}

function presentRelease(release: ReleaseAnswer): Release {
  const build = release.app_version_code ?? release.app_bundle_version;
  const commitUrl = webUrlOf(release.source_control?.commit_url);
  return {
    id: release.id,
    version: release.app_version ?? 'no version',
    ...(build && { build }),
    stage: release.release_stage,
    ...(release.release_time && { releasedAt: release.release_time }),
    ...stabilityOf({
      sessions: release.total_sessions_count,
      unhandledSessions: release.unhandled_sessions_count,
      users: release.accumulative_daily_users_seen,
      usersWithUnhandled: release.accumulative_daily_users_with_unhandled,
    }),
    sessionsLastDay: release.sessions_count_in_last_24h,
    newErrors: release.errors_introduced_count,
    errorsSeen: release.errors_seen_count,
    ...(commitUrl && { commitUrl }),
  };
}
