import {
  ProjectRef,
  StabilityPoint,
  StabilityResponse,
} from '@internal/plugin-bugsnag-common';
import type { Aged, Remembered } from '@internal/upstream-node';
import { stabilityAnswer, type StabilityAnswer } from '../upstream/answers';
import type { BugsnagClient } from '../upstream/BugsnagClient';
import type { FoundProject, Projects } from './Projects';

const MAX_POINTS = 100;

/** The share that went well; nothing where nothing was counted. */
function shareWithout(unhandled: number, all: number): number | undefined {
  return all > 0 ? Math.max(0, 1 - unhandled / all) : undefined;
}

/** Sessions and users with their shares. */
export function stabilityOf(counts: {
  sessions: number;
  unhandledSessions: number;
  users: number;
  usersWithUnhandled: number;
}) {
  const { sessions, unhandledSessions, users, usersWithUnhandled } = counts;
  const sessionStability = shareWithout(unhandledSessions, sessions);
  const userStability = shareWithout(usersWithUnhandled, users);
  return {
    sessions,
    ...(sessionStability !== undefined && { sessionStability }),
    users,
    ...(userStability !== undefined && { userStability }),
  };
}

/** How many sessions went without a crash, day by day. */
export class StabilityService {
  constructor(
    private readonly client: BugsnagClient,
    private readonly projects: Projects,
    private readonly remembered: Remembered,
  ) {}

  /** @throws errors of `problem()` */
  async read(entityRef: string, ref: ProjectRef): Promise<StabilityResponse> {
    const found = await this.projects.find(ref);
    const { value, age } = await this.readPoints(found);
    return {
      entityRef,
      ...(value.stage && { stage: value.stage }),
      ...(found.target && { target: found.target }),
      points: value.points,
      ...age,
    };
  }

  /** The same of a project that was found already, the oldest day first. */
  readPoints({
    id,
    project,
  }: FoundProject): Promise<
    Aged<{ stage?: string; points: StabilityPoint[] }>
  > {
    return this.remembered.read(['stability', id], async () => {
      const { body } = await this.client.get(
        stabilityAnswer,
        `/projects/${encodeURIComponent(id)}/stability_trend`,
        new URLSearchParams(),
        project.name,
      );
      return { stage: body.release_stage_name, points: pointsOf(body) };
    });
  }
}

function pointsOf(answer: StabilityAnswer): StabilityPoint[] {
  return answer.timeline_points
    .flatMap(({ bucket_start: from, bucket_end: to, ...point }) =>
      from && to
        ? [
            {
              from,
              to,
              ...stabilityOf({
                sessions: point.total_sessions_count,
                unhandledSessions: point.unhandled_sessions_count,
                users: point.users_seen,
                usersWithUnhandled: point.users_with_unhandled,
              }),
            },
          ]
        : [],
    )
    .sort((a, b) => a.from.localeCompare(b.from))
    .slice(-MAX_POINTS);
}
