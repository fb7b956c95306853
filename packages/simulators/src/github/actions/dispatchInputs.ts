import { GithubError, invalidRequest } from '../errors';
import type { DispatchInput } from './workflowFile';

const documentationPath =
  'rest/actions/workflows#create-a-workflow-dispatch-event';
const unprocessable = (message: string) =>
  new GithubError(422, message, { documentationPath });

/** Largest total of the inputs' JSON. Source: docs.github.com, events-that-trigger-workflows#workflow_dispatch. */
const maximumPayload = 65_535;
const maximumInputs = 25;

/**
 * Checks the inputs of a dispatch against the file at the ref and fills in the file's defaults.
 * The messages are GitHub's own; where each was seen:
 * - `Unexpected inputs provided: ["a"]` - benc-uk/workflow-dispatch#80
 * - `Required input 'x' not provided` - peter-evans/slash-command-dispatch#97
 * - `Provided value 'v' for input 'x' not in the list of allowed values` - cli/cli#5246
 * - `No more than 25 properties are allowed; 26 were supplied.` - the wording that
 *   peter-evans/repository-dispatch documents for its ten
 * - `inputs are too large.` - by analogy with `client_payload is too large.` (mvasigh/dispatch-action#23)
 * - a value that is no string - the request validator's usual form (Codex-/return-dispatch#197 says only that it is refused)
 * - a number input that is no number - assumed; no public trace of GitHub's wording
 * @throws GithubError 422
 */
export function resolveInputs(
  definitions: DispatchInput[],
  given: Record<string, unknown>,
): Record<string, string> {
  checkShape(given);
  const known = new Set(definitions.map(definition => definition.name));
  const unexpected = Object.keys(given).filter(name => !known.has(name));
  if (unexpected.length > 0) {
    throw unprocessable(
      `Unexpected inputs provided: ${JSON.stringify(unexpected)}`,
    );
  }
  const resolved: Record<string, string> = {};
  for (const definition of definitions) {
    resolved[definition.name] = resolveInput(
      definition,
      given[definition.name] as string | undefined,
    );
  }
  return resolved;
}

function checkShape(given: Record<string, unknown>): void {
  const count = Object.keys(given).length;
  if (count > maximumInputs) {
    throw invalidRequest(
      `No more than ${maximumInputs} properties are allowed; ${count} were supplied.`,
      documentationPath,
    );
  }
  for (const [name, value] of Object.entries(given)) {
    if (typeof value !== 'string') {
      throw invalidRequest(
        `For 'properties/${name}', ${JSON.stringify(value)} is not a string.`,
        documentationPath,
      );
    }
  }
  if (JSON.stringify(given).length > maximumPayload) {
    throw unprocessable('inputs are too large.');
  }
}

function resolveInput(
  definition: DispatchInput,
  given: string | undefined,
): string {
  const value = given ?? definition.default ?? '';
  if (definition.required && value === '') {
    throw unprocessable(`Required input '${definition.name}' not provided`);
  }
  if (given === undefined) {
    return definition.type === 'boolean' && value === '' ? 'false' : value;
  }
  const allowed =
    definition.type === 'boolean' ? ['true', 'false'] : definition.options;
  const isListed =
    definition.type === 'boolean' || definition.type === 'choice';
  if (isListed && !allowed.includes(value)) {
    throw unprocessable(
      `Provided value '${value}' for input '${definition.name}' not in the list of allowed values`,
    );
  }
  if (
    definition.type === 'number' &&
    value !== '' &&
    Number.isNaN(Number(value))
  ) {
    throw unprocessable(
      `Provided value '${value}' for input '${definition.name}' is not a number`,
    );
  }
  return value;
}
