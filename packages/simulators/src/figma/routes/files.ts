import type { Router } from 'express';
import {
  addEndpoint,
  numberParam,
  param,
  requiredIds,
  type FigmaContext,
} from '../context';
import { documentJson, nodeJson, pageNodeJson } from '../documentJson';
import { badRequest, notFound } from '../FigmaError';
import { findNode, type DesignFile } from '../Files';

const DAYS = 7;
const isDepth = (value: number) => Number.isInteger(value) && value > 0;

/** Files, their nodes and what is known about them. */
export function addFileRoutes(router: Router, context: FigmaContext): void {
  const { files, urls, switches } = context;

  const thumbnail = (file: DesignFile) =>
    urls.make(`${file.key}/${file.version}/thumbnail/1`, DAYS);

  const about = (file: DesignFile) => ({
    name: file.name,
    role: 'viewer',
    lastModified: files.ago(file.touchedHoursAgo),
    editorType: file.editorType === 'figjam' ? 'figjam' : 'figma',
    thumbnailUrl: thumbnail(file),
    version: file.version,
    linkAccess: 'view',
  });

  /** A file whose document can be told, as it is now or was at a version. */
  const opened = (key: string, version: string | undefined): DesignFile => {
    const file = files.get(key);
    if (file.editorType === 'make' || file.editorType === 'slides') {
      throw badRequest('File type not supported by this endpoint');
    }
    const isKnown =
      version === undefined ||
      version === file.version ||
      file.versions.some(({ id }) => id === version);
    if (!isKnown) {
      throw notFound();
    }
    return file;
  };

  const refuseTooLarge = (depth: number) => {
    const { tooLargeFromDepth } = switches;
    if (tooLargeFromDepth !== undefined && depth >= tooLargeFromDepth) {
      throw badRequest(
        'Request too large. If applicable, filter by query params.',
      );
    }
  };

  /** Figma adds types and statuses without notice. */
  const withUnknownWords = (document: any) => {
    if (switches.unknownWords) {
      const [first] = document.children[0].children;
      first.type = 'HOLOGRAM';
      first.devStatus = { type: 'PONDERED' };
    }
    return document;
  };

  addEndpoint(router, context, {
    method: 'get',
    path: '/v1/files/:key',
    tier: 1,
    scope: 'file_content:read',
    handle(req, res) {
      const depth = numberParam(req, 'depth', isDepth) ?? 1000;
      const file = opened(req.params.key, param(req, 'version'));
      if (param(req, 'ids') !== undefined) {
        requiredIds(req, 'ids');
      }
      refuseTooLarge(depth);
      res.json({
        ...about(file),
        document: withUnknownWords(documentJson(file, depth)),
        components: {},
        componentSets: {},
        schemaVersion: 0,
        styles: {},
        ...(param(req, 'branch_data') === 'true' && {
          ...(file.mainKey && { mainFileKey: file.mainKey }),
          branches: files.branchesOf(file.key).map(branch => ({
            key: branch.key,
            name: branch.name,
            thumbnail_url: thumbnail(branch),
            last_modified: files.ago(branch.touchedHoursAgo),
          })),
        }),
      });
    },
  });

  addEndpoint(router, context, {
    method: 'get',
    path: '/v1/files/:key/nodes',
    tier: 1,
    scope: 'file_content:read',
    handle(req, res) {
      const ids = requiredIds(req, 'ids');
      const depth = numberParam(req, 'depth', isDepth) ?? 1000;
      const file = opened(req.params.key, param(req, 'version'));
      refuseTooLarge(depth);
      const told = (id: string) => {
        const page = file.pages.find(one => one.id === id);
        const found = findNode(file, id);
        if (switches.nullNodes.includes(id) || (!page && !found)) {
          return null;
        }
        return {
          document: page
            ? pageNodeJson(page, depth + 1)
            : nodeJson(found!.node, [0, 0], depth),
          components: {},
          componentSets: {},
          schemaVersion: 0,
          styles: {},
        };
      };
      res.json({
        ...about(file),
        nodes: Object.fromEntries(ids.map(id => [id, told(id)])),
      });
    },
  });

  addEndpoint(router, context, {
    method: 'get',
    path: '/v1/files/:key/meta',
    tier: 3,
    scope: 'file_metadata:read',
    handle(req, res) {
      const file = files.get(req.params.key);
      res.json({
        file: {
          name: file.name,
          ...(file.folder && { folder_name: file.folder }),
          last_touched_at: files.ago(file.touchedHoursAgo),
          creator: files.user(file.creator),
          last_touched_by: files.user(file.touchedBy),
          thumbnail_url: thumbnail(file),
          editorType: switches.unknownWords
            ? 'hologram'
            : (file.editorType ?? 'figma'),
          role: 'viewer',
          link_access: 'view',
          url: `https://www.figma.com/design/${file.key}`,
          version: file.version,
        },
      });
    },
  });
}
