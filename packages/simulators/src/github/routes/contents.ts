import { Router, type Request, type Response } from 'express';
import { apiVersionOf } from '../api';
import { repositoryOf } from '../auth';
import { handle, type GithubContext } from '../context';
import { GithubError, notFound } from '../errors';
import { nodeId, type Links } from '../present/links';
import type { Repository } from '../types';

const documentationPath = 'rest/repos/contents#get-repository-content';

/** `application/vnd.github.raw+json` and its older spellings. */
const wantsRaw = (req: Request): boolean =>
  /application\/vnd\.github\.(v3\.)?raw/.test(req.get('Accept') ?? '');

/** base64 in lines of 60, as GitHub sends it. */
const base64 = (bytes: Buffer): string =>
  bytes.toString('base64').replace(/.{60}|.+$/g, '$&\n');

/** Files and directories at a ref, and blobs. */
export function contentRoutes({ state, links }: GithubContext): Router {
  const router = Router();

  router.get(
    ['/repos/:owner/:repo/contents', '/repos/:owner/:repo/contents/:path(*)'],
    handle(async (req, res) => {
      const repository = repositoryOf(req, res, state, 'read', 'contents');
      const ref =
        typeof req.query.ref === 'string'
          ? req.query.ref
          : repository.defaultBranch;
      const commit = repository.git.resolve(ref);
      if (!commit) {
        throw new GithubError(404, `No commit found for the ref ${ref}`, {
          documentationPath: 'v3/repos/contents/',
        });
      }
      const path = (req.params.path ?? '').replace(/^\/+|\/+$/g, '');
      const file = await repository.git.readFile(commit, path);
      if (file) {
        sendFile(req, res, { repository, ref, path, ...file }, links);
        return;
      }
      const entries = await repository.git.readDirectory(commit, path);
      if (!entries) {
        throw notFound(documentationPath);
      }
      res.json(
        entries.map(entry => contentEntry(repository, ref, entry, links)),
      );
    }),
  );

  router.get(
    '/repos/:owner/:repo/git/blobs/:sha',
    handle(async (req, res) => {
      const repository = repositoryOf(req, res, state, 'read', 'contents');
      const { sha } = req.params;
      const bytes = /^[0-9a-f]{40}$/.test(sha)
        ? await repository.git.readBlob(sha)
        : undefined;
      if (!bytes) {
        throw notFound('rest/git/blobs#get-a-blob');
      }
      if (wantsRaw(req)) {
        sendRaw(res, bytes);
        return;
      }
      res.json({
        sha,
        node_id: nodeId('Blob', sha),
        size: bytes.length,
        url: links.api(`/repos/${repository.fullName}/git/blobs/${sha}`),
        content: base64(bytes),
        encoding: 'base64',
      });
    }),
  );

  return router;
}

interface FileAtRef {
  repository: Repository;
  ref: string;
  path: string;
  sha: string;
  bytes: Buffer;
}

function sendFile(
  req: Request,
  res: Response,
  file: FileAtRef,
  links: Links,
): void {
  if (wantsRaw(req)) {
    sendRaw(res, file.bytes);
    return;
  }
  const name = file.path.split('/').at(-1)!;
  const entry = {
    name,
    path: file.path,
    sha: file.sha,
    size: file.bytes.length,
    type: 'file' as const,
  };
  res.json({
    ...contentEntry(file.repository, file.ref, entry, links),
    content: base64(file.bytes),
    encoding: 'base64',
  });
}

function sendRaw(res: Response, bytes: Buffer): void {
  const version = apiVersionOf(res) === '2022-11-28' ? 'v3' : apiVersionOf(res);
  res
    .set('X-GitHub-Media-Type', 'github.v3; param=raw; format=json')
    .type(`application/vnd.github.${version}.raw; charset=utf-8`)
    .send(bytes);
}

function contentEntry(
  repository: Repository,
  ref: string,
  entry: {
    name: string;
    path: string;
    sha: string;
    size: number;
    type: 'file' | 'dir';
  },
  links: Links,
) {
  const path = entry.path.split('/').map(encodeURIComponent).join('/');
  const url = links.api(
    `/repos/${repository.fullName}/contents/${path}?ref=${encodeURIComponent(ref)}`,
  );
  const isFile = entry.type === 'file';
  const gitUrl = links.api(
    `/repos/${repository.fullName}/git/${isFile ? 'blobs' : 'trees'}/${entry.sha}`,
  );
  const html = links.html(
    `/${repository.fullName}/${isFile ? 'blob' : 'tree'}/${ref}/${path}`,
  );
  return {
    type: entry.type,
    size: entry.size,
    name: entry.name,
    path: entry.path,
    sha: entry.sha,
    url,
    git_url: gitUrl,
    html_url: html,
    download_url: isFile
      ? links.html(`/raw/${repository.fullName}/${ref}/${path}`)
      : null,
    _links: { self: url, git: gitUrl, html },
  };
}
