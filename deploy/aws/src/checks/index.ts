import type { Portal } from '../app.ts';
import { accountChecks } from './account.ts';
import type { Check } from './check.ts';
import { dataChecks } from './data.ts';
import { networkChecks } from './network.ts';
import { serviceChecks } from './service.ts';
import type { Templates } from './templates.ts';

export const checks: Check[] = [
  ...serviceChecks,
  ...dataChecks,
  ...networkChecks,
  ...accountChecks,
];

/** Everything that is wrong with the templates, each with the id of the check that says so. */
export function problemsIn(templates: Templates, portal: Portal): string[] {
  return checks.flatMap(({ id, problems }) =>
    problems(templates, portal).map(sentence => `${id}: ${sentence}`),
  );
}
