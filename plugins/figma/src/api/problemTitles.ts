import {
  figmaErrorCodes,
  FigmaErrorCode,
  Problem,
} from '@internal/plugin-figma-common';
import { ProblemError, upstreamTitles } from '@internal/portal-react';

/** What went wrong, as a heading. Codes about the viewer or the request have those of their status. */
const TITLES: Partial<Record<FigmaErrorCode, string>> = {
  ...upstreamTitles('figma', 'Figma'),
  annotation_missing: 'No design file is named',
  annotation_malformed: 'The address of the design file can’t be read',
  annotation_too_long: 'Too many frames or components are chosen',
  not_configured: 'Figma isn’t connected yet',
  file_not_found: 'Figma shows the portal no such file',
  file_deleted: 'The design file was deleted',
  file_type_unsupported: 'Figma doesn’t open this kind of file for the portal',
  image_not_found: 'There is no such picture',
  node_not_found: 'The file doesn’t have this part any more',
  figma_credentials_rejected: 'Figma rejects the portal’s token',
  figma_forbidden: 'Figma doesn’t let the portal open this file',
  figma_scope_missing: 'The portal’s token may not read this',
  figma_not_read_yet: 'Being read at this moment',
  figma_request_too_large: 'The file is too large for Figma to answer',
  figma_not_rendered: 'Figma couldn’t draw this',
  figma_picture_unusable: 'What Figma sent isn’t a picture',
  node_not_offered: 'This part can’t be linked',
  dev_resource_exists: 'This part has the link already',
  dev_resource_limit: 'This part has no room for another link',
  dev_resource_refused: 'Figma didn’t add the link',
};

/** The heading of a code, unless the code is none of ours or about the viewer. */
export function problemTitle(code: unknown): string | undefined {
  const known = figmaErrorCodes.find(one => one === code);
  return known && TITLES[known];
}

/** Why something of Figma’s can’t be shown, with a heading, a code and a remedy of its own. */
export class FigmaProblemError extends ProblemError {
  constructor(problem: Problem) {
    super(problem, problemTitle(problem.code) ?? 'Figma can’t be shown');
  }
}
