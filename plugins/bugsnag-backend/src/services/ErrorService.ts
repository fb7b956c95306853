import {
  ErrorsQuery,
  ErrorsResponse,
  MAX_PAGE,
  ProjectRef,
} from '@internal/plugin-bugsnag-common';
import type { Remembered } from '@internal/upstream-node';
import { errorsAnswer } from '../upstream/answers';
import type { BugsnagClient } from '../upstream/BugsnagClient';
import { listMark, readCursor, writeCursor } from './cursors';
import { filterParameters } from './filters';
import { presentError } from './presentError';
import type { Projects } from './Projects';

/** The errors of a project, page by page. */
export class ErrorService {
  constructor(
    private readonly client: BugsnagClient,
    private readonly projects: Projects,
    private readonly remembered: Remembered,
    private readonly perPage: number,
  ) {}

  /** @throws errors of `problem()` */
  async read(
    entityRef: string,
    ref: ProjectRef,
    query: ErrorsQuery,
  ): Promise<ErrorsResponse> {
    const found = await this.projects.find(ref);
    const parameters = [
      ...filterParameters(query),
      ['sort', query.sort],
      ['direction', query.direction],
    ];
    const mark = listMark([found.id, ...parameters.flat()]);
    const place = readCursor(mark, query.cursor);
    const { value, age } = await this.remembered.read(
      ['errors', mark, ...place.start.flat()],
      () =>
        this.client.get(
          errorsAnswer,
          `/projects/${encodeURIComponent(found.id)}/errors`,
          new URLSearchParams([
            ...parameters,
            ['per_page', String(this.perPage)],
            ...place.start,
          ]),
          found.project.name,
        ),
    );
    const rows = value.body.slice(0, MAX_PAGE);
    return {
      entityRef,
      project: found.project,
      errors: rows.map(error => presentError(error, found)),
      before: place.before,
      ...(value.total !== undefined && { total: value.total }),
      // A page without rows has none after it, whatever Bugsnag says.
      ...(value.next &&
        rows.length > 0 && {
          nextCursor: writeCursor(mark, {
            before: place.before + rows.length,
            start: value.next,
          }),
        }),
      ...age,
    };
  }
}
