import {
  type CodedError,
  createUpstreamProblems,
  TELL_IF_IT_STAYS,
} from '@internal/upstream-node';
import { problem } from '../problems';

/** What Figma shares with every upstream. */
export const figma = createUpstreamProblems({
  prefix: 'figma',
  title: 'Figma',
  problem,
  remedies: {
    timeout: `Try again in a moment; large files take Figma longer. ${TELL_IF_IT_STAYS}`,
    unreachable:
      'Tell the platform team: see whether the portal may connect to api.figma.com.',
    tooLarge: 'Choose fewer or smaller frames, or split the file in Figma.',
    notJson:
      'Tell the platform team: see whether figma.baseUrl is the address of the API and what stands between.',
    unexpected: 'Tell the platform team: Figma may have changed its API.',
    unavailable: `Try again in a moment. ${TELL_IF_IT_STAYS}`,
  },
});

/** What Figma can't do in one go; a smaller part of it may work. */
const TOO_MUCH = /too large|timeout|timed out|fewer or smaller/i;

/** Says why an HTTP status isn't what was asked for. A 401 or 403 of Figma is never ours. */
export function problemOfStatus(status: number, message: string): CodedError {
  if (status === 401 || (status === 403 && /token/i.test(message))) {
    return problem(
      'unavailable',
      'figma_credentials_rejected',
      `Figma doesn't accept the portal's token (${status}).`,
      'Tell the platform team: figma.token needs a valid token. Personal access tokens end after 90 days at the latest.',
    );
  }
  if (status === 403) {
    return forbidden(message);
  }
  if (status === 404) {
    return problem(
      'absent',
      'file_not_found',
      "Figma has no such file, or nobody shared it with the portal's account.",
      "Correct the annotation figma.com/file-url, or share the file with the owner of the portal's token.",
    );
  }
  if (status === 400) {
    return refused(message);
  }
  return figma.ofStatus(status);
}

function forbidden(message: string): CodedError {
  const [, scope] = /requires the ([\w:]{1,60}) scope/.exec(message) ?? [];
  return /scope/i.test(message)
    ? problem(
        'unavailable',
        'figma_scope_missing',
        `The portal's token for Figma lacks ${scope ? `the scope ${scope}` : 'a scope'} (403).`,
        'Tell the platform team: create figma.token anew with the scopes of the README.',
      )
    : problem(
        'unavailable',
        'figma_forbidden',
        "The portal's account may not open this file in Figma (403).",
        "Share the file with the owner of the portal's token, or let its owner allow copying and exporting.",
      );
}

function refused(message: string): CodedError {
  if (TOO_MUCH.test(message)) {
    return problem(
      'unavailable',
      'figma_request_too_large',
      'The file, or a frame of it, is too large for Figma to hand out.',
      'Choose fewer or smaller frames, or split the file in Figma.',
    );
  }
  if (/not supported|file type/i.test(message)) {
    return problem(
      'absent',
      'file_type_unsupported',
      "Figma doesn't hand out the content of this kind of file.",
      'Open it in Figma.',
    );
  }
  return figma.unexpectedAnswer('it refuses the question (400)');
}
