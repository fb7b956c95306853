import { DispatchIdentity } from '@internal/plugin-github-workflows-common';
import { RequestError } from '@octokit/request-error';
import { githubMessage } from '../github/errors';
import { problem } from '../problems';

/**
 * GitHub's sentences on why it doesn't dispatch, as they were seen in public threads
 * (benc-uk/workflow-dispatch 72, 80, 81; convictional/trigger-workflow-and-wait 44; cli/cli 5246),
 * and what we make of them. They are rare: the portal checks the same before it sends.
 */
const refusals: Array<
  [RegExp, (said: string, file: string, ref: string) => Error]
> = [
  [
    /does not have 'workflow_dispatch' trigger/,
    (_said, file, ref) =>
      problem(
        'invalid',
        'no_dispatch_trigger',
        `GitHub says that ${file} on ${ref} can't be started by hand.`,
        'Add workflow_dispatch to the file on that ref, or pick another ref.',
      ),
  ],
  [
    /No ref found for/,
    (_said, _file, ref) =>
      problem(
        'absent',
        'ref_not_found',
        `GitHub says that there is no ref ${ref}.`,
        'Pick another one: this one was deleted or renamed.',
      ),
  ],
  [
    /Unexpected inputs provided/,
    said =>
      problem(
        'invalid',
        'input_unknown',
        `GitHub refused the inputs: ${said}.`,
        'Open the form again: the file has changed.',
      ),
  ],
  [
    /Required input '.*' not provided/,
    said =>
      problem(
        'invalid',
        'input_missing',
        `GitHub refused the inputs: ${said}.`,
        'Fill it in and run again.',
      ),
  ],
  [
    /not in the list of allowed values/,
    said =>
      problem(
        'invalid',
        'input_invalid',
        `GitHub refused the inputs: ${said}.`,
        'Choose one of the options.',
      ),
  ],
  [
    /No more than (\d+) properties are allowed/,
    said => {
      const most = /No more than (\d+)/.exec(said)![1];
      return problem(
        'invalid',
        'inputs_too_many',
        `This GitHub takes at most ${most} inputs: ${said}.`,
        'Leave some of the inputs empty or at their default, so that fewer are sent.',
      );
    },
  ],
  [
    /inputs.*(too (large|long|many)|maximum)/i,
    said =>
      problem(
        'invalid',
        'inputs_too_large',
        `GitHub refused the inputs: ${said}.`,
        'Shorten them.',
      ),
  ],
  [
    /disabled workflow/,
    (_said, file) =>
      problem(
        'conflict',
        'workflow_disabled',
        `${file} is switched off on GitHub.`,
        'Somebody with write access can switch it on in the Actions view on GitHub.',
      ),
  ],
];

/** Our error for a refusal of a dispatch, or undefined when it is one that any call may get. */
export function mapDispatchRefusal(
  error: unknown,
  sent: { file: string; ref: string; identity: DispatchIdentity },
): Error | undefined {
  const { file, ref, identity } = sent;
  if (!(error instanceof RequestError)) {
    return undefined;
  }
  const said = githubMessage(error);
  for (const [pattern, make] of refusals) {
    if (pattern.test(said)) {
      return make(said, file, ref);
    }
  }
  if (error.status === 404 && identity === 'app') {
    return problem(
      'unavailable',
      'github_forbidden',
      `GitHub doesn't let the portal's App run ${file}: it isn't installed for the repository, or lacks the right to it.`,
      'Tell the platform team: the App needs Actions: write on this repository.',
    );
  }
  if (error.status === 404) {
    return problem(
      'forbidden',
      'github_forbidden',
      `GitHub doesn't let you run ${file}: you have no access to the repository, or your sign-in lacks the right to it.`,
      'Ask an administrator of the repository for write access.',
    );
  }
  return error.status === 400 || error.status === 409 || error.status === 422
    ? problem(
        'invalid',
        'dispatch_refused',
        `GitHub refused to run ${file}: ${said || `HTTP ${error.status}`}.`,
        'Correct what it names, or tell the platform team.',
      )
    : undefined;
}
