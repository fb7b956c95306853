import { rewordRefusal } from '@internal/portal-react';
import { SonarqubeProblemError, problemTitle } from './problemTitles';

/** A refusal that has a heading of its own; anything else as it is. */
export const inOurWords = (error: unknown) =>
  rewordRefusal(
    error,
    problemTitle,
    problem => new SonarqubeProblemError(problem),
  );
