import { RequestError } from '@octokit/request-error';
import { mapDispatchRefusal } from './dispatchRefusal';
import { refuseUnlessRunnable } from './refuseUnlessRunnable';
import { WorkflowForm } from './WorkflowService';

const SENT = { file: 'deploy.yml', ref: 'main', identity: 'user' as const };

function githubError(status: number, message?: string) {
  return new RequestError(message ?? '', status, {
    request: { method: 'POST', url: 'https://api.github.com', headers: {} },
    response: {
      status,
      url: '',
      headers: {},
      data: message === undefined ? undefined : { message },
    },
  } as never);
}

describe('what GitHub says on why it does not dispatch', () => {
  it.each([
    [
      422,
      "Workflow does not have 'workflow_dispatch' trigger",
      'InputError',
      'no_dispatch_trigger',
      "GitHub says that deploy.yml on main can't be started by hand.",
      'Add workflow_dispatch to the file on that ref, or pick another ref.',
    ],
    [
      422,
      'No ref found for: main',
      'NotFoundError',
      'ref_not_found',
      'GitHub says that there is no ref main.',
      'Pick another one: this one was deleted or renamed.',
    ],
    [
      422,
      'Unexpected inputs provided: ["stage"]',
      'InputError',
      'input_unknown',
      'GitHub refused the inputs: Unexpected inputs provided: ["stage"].',
      'Open the form again: the file has changed.',
    ],
    [
      422,
      "Required input 'stage' not provided",
      'InputError',
      'input_missing',
      "GitHub refused the inputs: Required input 'stage' not provided.",
      'Fill it in and run again.',
    ],
    [
      422,
      "Provided value 'x' for input 'stage' not in the list of allowed values",
      'InputError',
      'input_invalid',
      "GitHub refused the inputs: Provided value 'x' for input 'stage' not in the list of allowed values.",
      'Choose one of the options.',
    ],
    [
      422,
      'No more than 10 properties are allowed',
      'InputError',
      'inputs_too_many',
      'This GitHub takes at most 10 inputs: No more than 10 properties are allowed.',
      'Leave some of the inputs empty or at their default, so that fewer are sent.',
    ],
    [
      422,
      'The Inputs are TOO large',
      'InputError',
      'inputs_too_large',
      'GitHub refused the inputs: The Inputs are TOO large.',
      'Shorten them.',
    ],
    [
      422,
      'inputs exceed the maximum',
      'InputError',
      'inputs_too_large',
      'GitHub refused the inputs: inputs exceed the maximum.',
      'Shorten them.',
    ],
    [
      422,
      "Cannot trigger a 'workflow_dispatch' on a disabled workflow",
      'ConflictError',
      'workflow_disabled',
      'deploy.yml is switched off on GitHub.',
      'Somebody with write access can switch it on in the Actions view on GitHub.',
    ],
    [
      404,
      'Not Found',
      'NotAllowedError',
      'github_forbidden',
      "GitHub doesn't let you run deploy.yml: you have no access to the repository, or your sign-in lacks the right to it.",
      'Ask an administrator of the repository for write access.',
    ],
    ...[400, 409, 422].map(
      status =>
        [
          status,
          'Actions are disabled',
          'InputError',
          'dispatch_refused',
          'GitHub refused to run deploy.yml: Actions are disabled.',
          'Correct what it names, or tell the platform team.',
        ] as const,
    ),
    [
      422,
      undefined,
      'InputError',
      'dispatch_refused',
      'GitHub refused to run deploy.yml: HTTP 422.',
      'Correct what it names, or tell the platform team.',
    ],
  ] as const)('%d %s', (status, said, name, code, message, remedy) => {
    expect(mapDispatchRefusal(githubError(status, said), SENT)).toMatchObject({
      name,
      code,
      message,
      remedy,
    });
  });

  it('is about the App where the App was sent', () => {
    const sent = { ...SENT, identity: 'app' as const };
    expect(
      mapDispatchRefusal(githubError(404, 'Not Found'), sent),
    ).toMatchObject({
      name: 'ServiceUnavailableError',
      code: 'github_forbidden',
      message:
        "GitHub doesn't let the portal's App run deploy.yml: it isn't installed for the repository, or lacks the right to it.",
      remedy:
        'Tell the platform team: the App needs Actions: write on this repository.',
    });
  });

  it.each([
    [githubError(500, 'Oops')],
    [githubError(403, 'Forbidden')],
    [new Error("does not have 'workflow_dispatch' trigger")],
  ])('is nothing of its own for %s', error => {
    expect(mapDispatchRefusal(error, SENT)).toBeUndefined();
  });
});

describe('a workflow that can not be run on its ref', () => {
  const form = {
    file: 'deploy.yml',
    ref: { name: 'main' },
    problems: [{ message: 'The file has no "jobs".', line: 3 }],
  } as WorkflowForm;

  it('lets a runnable one pass', () => {
    expect(() =>
      refuseUnlessRunnable({ ...form, state: 'runnable' }),
    ).not.toThrow();
  });

  it.each([
    [
      { state: 'invalid' },
      'InputError',
      'workflow_file_invalid',
      `deploy.yml on main can't be run: The file has no "jobs". (line 3)`,
      'Correct the file on that ref, or pick another ref.',
    ],
    [
      { state: 'invalid', problems: [{ message: 'It is too large.' }] },
      'InputError',
      'workflow_file_invalid',
      "deploy.yml on main can't be run: It is too large.",
      'Correct the file on that ref, or pick another ref.',
    ],
    [
      { state: 'no_dispatch_trigger' },
      'InputError',
      'no_dispatch_trigger',
      `deploy.yml on main can't be started by hand: its "on" has no workflow_dispatch.`,
      'Add workflow_dispatch to the file on that ref, or pick another ref.',
    ],
    [
      { state: 'not_registered' },
      'ConflictError',
      'workflow_not_registered',
      "GitHub doesn't know deploy.yml yet.",
      'Merge the file to the default branch, or let it run once by another event.',
    ],
    [
      { state: 'disabled_manually' },
      'ConflictError',
      'workflow_disabled',
      'deploy.yml is switched off on GitHub.',
      'Somebody with write access can switch it on in the Actions view on GitHub.',
    ],
  ])('refuses %j', (change, name, code, message, remedy) => {
    let thrown: unknown;
    try {
      refuseUnlessRunnable({ ...form, ...change } as WorkflowForm);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ name, code, message, remedy });
  });
});
