/**
 * Stable codes of this plugin's errors. An error answer carries `error.code`, `error.message`
 * (what happened and why) and `error.remedy` (what to do now).
 */
export const figmaErrorCodes = [
  // what was asked for
  'request_invalid',
  'entity_not_found',
  'annotation_missing',
  'annotation_malformed',
  /** More frames or components than an entity may choose. */
  'annotation_too_long',
  'not_permitted',
  // the configuration; 404
  'not_configured',
  // what Figma has; 404
  /** Not there, or not shared with the owner of the portal's token: Figma doesn't say which. */
  'file_not_found',
  /** Figma told that it was deleted. */
  'file_deleted',
  /** A kind of file that Figma's API doesn't open, such as a Make file. */
  'file_type_unsupported',
  'image_not_found',
  /** The node isn't in the file any more. */
  'node_not_found',
  // how Figma is; 503
  /** 401, or 403 with "Invalid token" */
  'figma_credentials_rejected',
  /** 403: the token's owner may not open the file */
  'figma_forbidden',
  /** 403: the token lacks a scope */
  'figma_scope_missing',
  /** 429, or the portal's own budget is used up; nothing is sent until it resumes */
  'figma_rate_limited',
  /** 5xx */
  'figma_unavailable',
  'figma_timeout',
  /** No connection, or it broke. */
  'figma_unreachable',
  /** It failed several times in a row and is left alone for a moment. */
  'figma_paused',
  /** Too many of the portal's calls wait for it already. */
  'figma_overloaded',
  /** A page instead of data. */
  'figma_answer_not_json',
  'figma_answer_truncated',
  'figma_answer_too_large',
  'figma_unexpected_answer',
  /** 400 "Request too large", also for the smallest part. */
  'figma_request_too_large',
  /** Figma gave no picture of a node: it is empty, invisible or too large. */
  'figma_not_rendered',
  /** What came as a picture isn't one. */
  'figma_picture_unusable',
  /** The portal hasn't read this part of the file yet, and does so now. */
  'figma_not_read_yet',
  // adding a link
  /** Not one of the nodes that may be linked. */
  'node_not_offered',
  /** 409 */
  'dev_resource_exists',
  /** 409: Figma takes ten for a node */
  'dev_resource_limit',
  'dev_resource_refused',
  // the webhook
  'webhook_refused',
] as const;

/** One of {@link figmaErrorCodes}. */
export type FigmaErrorCode = (typeof figmaErrorCodes)[number];
