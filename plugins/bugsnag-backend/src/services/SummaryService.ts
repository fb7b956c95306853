import { ProjectRef, Summary } from '@internal/plugin-bugsnag-common';
import {
  isCodedError,
  problemOf,
  type Remembered,
} from '@internal/upstream-node';
import { errorsAnswer } from '../upstream/answers';
import type { BugsnagClient } from '../upstream/BugsnagClient';
import { filterParameters } from './filters';
import { presentError } from './presentError';
import type { FoundProject, Projects } from './Projects';
import type { StabilityService } from './StabilityService';

const SHOWN = 3;

/** A project in a few numbers. */
export class SummaryService {
  constructor(
    private readonly client: BugsnagClient,
    private readonly projects: Projects,
    private readonly stability: StabilityService,
    private readonly remembered: Remembered,
  ) {}

  /**
   * Reads a summary with two calls besides those that find the project. Errors without stability
   * are still worth showing; stability without errors isn't what the card is for.
   *
   * @throws errors of `problem()`
   */
  async read(entityRef: string, ref: ProjectRef): Promise<Summary> {
    const found = await this.projects.find(ref);
    const [{ value, age }, stability] = await Promise.all([
      this.#readWorst(found),
      this.#readLastDay(found),
    ]);
    return {
      entityRef,
      project: found.project,
      ...(value.total !== undefined && { openErrors: value.total }),
      worst: value.body
        .slice(0, SHOWN)
        .map(error => presentError(error, found)),
      ...(found.target && { target: found.target }),
      ...stability,
      ...age,
    };
  }

  #readWorst({ id, project }: FoundProject) {
    return this.remembered.read(['worst', id], () =>
      this.client.get(
        errorsAnswer,
        `/projects/${encodeURIComponent(id)}/errors`,
        new URLSearchParams([
          ...filterParameters({ status: ['open'], period: '30d' }),
          ['sort', 'users'],
          ['direction', 'desc'],
          ['per_page', String(SHOWN)],
        ]),
        project.name,
      ),
    );
  }

  async #readLastDay(
    found: FoundProject,
  ): Promise<Pick<Summary, 'stability' | 'stabilityProblem'>> {
    try {
      const { value, age } = await this.stability.readPoints(found);
      const stability = value.points.findLast(({ sessions }) => sessions > 0);
      return {
        ...(stability && { stability }),
        ...(age.problem && { stabilityProblem: age.problem }),
      };
    } catch (error) {
      // Anything else is a mistake of ours, and belongs into the log.
      if (!isCodedError(error)) {
        throw error;
      }
      return { stabilityProblem: problemOf(error) };
    }
  }
}
