import { z } from 'zod';
import { GithubGateway } from '../github/GithubGateway';

/**
 * A gateway whose calls are answered from a list, for answers that the simulated GitHub never
 * gives; each passes the reader's own schema, as in reality.
 *
 * @param answers - in the order of the calls
 */
export function answeringGateway(...answers: unknown[]) {
  const next = <T>(answer: z.ZodType<T>) => answer.parse(answers.shift());
  const read = jest.fn(async (_repository, { answer }) => next(answer));
  const query = jest.fn(async (_repository, _query, _variables, answer) =>
    next(answer),
  );
  return { read, query } as unknown as GithubGateway & {
    read: jest.Mock;
    query: jest.Mock;
  };
}
