import type { Express, Router } from 'express';
import {
  addEndpoint,
  numberParam,
  param,
  requiredIds,
  type FigmaContext,
} from '../context';
import { drawNode, drawThumbnail } from '../drawing/drawNode';
import { badRequest } from '../FigmaError';
import { findNode } from '../Files';

const DAYS = 30;
const FORMATS = ['jpg', 'png', 'svg', 'pdf'];
const MOST_KEPT = 500;

/** Renders nodes, and tells where the pictures are. */
export function addImageRoutes(router: Router, context: FigmaContext): void {
  const { files, urls, switches } = context;

  addEndpoint(router, context, {
    method: 'get',
    path: '/v1/images/:key',
    tier: 1,
    scope: 'file_content:read',
    handle(req, res, token) {
      const ids = requiredIds(req, 'ids');
      const scale =
        numberParam(req, 'scale', value => value >= 0.01 && value <= 4) ?? 1;
      const format = param(req, 'format') ?? 'png';
      if (!FORMATS.includes(format)) {
        throw badRequest('Invalid value for format');
      }
      if (format !== 'png') {
        throw badRequest('The simulator draws PNG files only');
      }
      const version = param(req, 'version');
      if (version !== undefined && token.token.startsWith('figp_')) {
        // Reported for plan access tokens: with `version`, Figma answers 400.
        throw badRequest('Invalid version');
      }
      const file = files.get(req.params.key);
      const { mostRendered } = switches;
      if (mostRendered !== undefined && ids.length > mostRendered) {
        throw badRequest(
          'Render timeout, try requesting fewer or smaller images',
        );
      }
      const address = (id: string) => {
        const found = findNode(file, id);
        return !found || found.node.blank || switches.nullImages.includes(id)
          ? null
          : urls.make(
              `${file.key}/${version ?? file.version}/${id}/${scale}`,
              DAYS,
            );
      };
      res.json({
        err: null,
        images: Object.fromEntries(ids.map(id => [id, address(id)])),
      });
    },
  });

  addEndpoint(router, context, {
    method: 'get',
    path: '/v1/files/:key/images',
    tier: 2,
    scope: 'file_content:read',
    handle(req, res) {
      files.get(req.params.key);
      res.json({ error: false, status: 200, meta: { images: {} } });
    },
  });
}

/** The pictures themselves: no token, no rate limit, but a signature that runs out. */
export function addPictures(app: Express, { files, urls }: FigmaContext): void {
  const drawn = new Map<string, Buffer>();

  app.get('/images/:key/:version/:node/:scale', (req, res) => {
    const { key, version, node, scale } = req.params;
    const file = files.all().find(one => one.key === key);
    const found = file && findNode(file, node);
    if (!urls.allows(req.path, req.query)) {
      res
        .status(403)
        .type('application/xml')
        .send(
          '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
        );
      return;
    }
    if (!file || (node !== 'thumbnail' && !found)) {
      res.status(404).end();
      return;
    }
    const id = [key, version, node, scale].join(' ');
    const png =
      drawn.get(id) ??
      (found ? drawNode(file, found.node, Number(scale)) : drawThumbnail(file));
    if (drawn.size >= MOST_KEPT) {
      drawn.clear();
    }
    drawn.set(id, png);
    res.type('png').send(png);
  });
}
