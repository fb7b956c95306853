import type { Router } from 'express';
import { addEndpoint, numberParam, param, type FigmaContext } from '../context';
import { badRequest } from '../FigmaError';
import type { DesignFile } from '../Files';
import type { CommentSeed, VersionSeed } from '../types';

const MOST_VERSIONS = 50;

/** What people said about a file, and how it came to be as it is. */
export function addCommentRoutes(router: Router, context: FigmaContext): void {
  const { files } = context;

  const commentJson = (
    file: DesignFile,
    comment: CommentSeed,
    index: number,
  ) => ({
    id: comment.id,
    uuid: '',
    file_key: file.key,
    parent_id: comment.parent ?? '',
    user: files.user(comment.by),
    created_at: files.ago(comment.hoursAgo),
    resolved_at: comment.resolved ? files.ago(comment.hoursAgo / 2) : null,
    message: comment.message,
    reactions: [],
    client_meta: comment.node
      ? { node_id: comment.node, node_offset: { x: 24, y: 32 } }
      : { x: 100, y: 200 },
    order_id: comment.parent ? null : String(index + 1),
  });

  addEndpoint(router, context, {
    method: 'get',
    path: '/v1/files/:key/comments',
    tier: 2,
    scope: 'file_comments:read',
    handle(req, res) {
      const file = files.get(req.params.key);
      res.json({
        comments: file.comments.map((comment, index) =>
          commentJson(file, comment, index),
        ),
      });
    },
  });

  const versionJson = (version: VersionSeed) => ({
    id: version.id,
    created_at: files.ago(version.hoursAgo),
    label: version.label ?? null,
    description: version.description ?? null,
    user: files.user(version.by),
  });

  addEndpoint(router, context, {
    method: 'get',
    path: '/v1/files/:key/versions',
    tier: 2,
    scope: 'file_versions:read',
    handle(req, res) {
      const file = files.get(req.params.key);
      const size =
        numberParam(
          req,
          'page_size',
          value =>
            Number.isInteger(value) && value > 0 && value <= MOST_VERSIONS,
        ) ?? 30;
      const [before, after] = [param(req, 'before'), param(req, 'after')];
      if (before !== undefined && after !== undefined) {
        throw badRequest('before and after exclude each other');
      }
      const start = startOf(file.versions, size, before, after);
      const page = file.versions.slice(start, start + size);
      const link = (name: string, id: string) =>
        `https://api.figma.com/v1/files/${file.key}/versions?page_size=${size}&${name}=${id}`;
      res.json({
        versions: page.map(versionJson),
        pagination: {
          ...(start > 0 && { prev_page: link('after', page[0].id) }),
          ...(start + size < file.versions.length && {
            next_page: link('before', page[page.length - 1].id),
          }),
        },
      });
    },
  });
}

function startOf(
  versions: VersionSeed[],
  size: number,
  before?: string,
  after?: string,
): number {
  const id = before ?? after;
  if (id === undefined) {
    return 0;
  }
  const index = versions.findIndex(version => version.id === id);
  if (index < 0) {
    throw badRequest('Invalid version id');
  }
  return before === undefined ? Math.max(0, index - size) : index + 1;
}
