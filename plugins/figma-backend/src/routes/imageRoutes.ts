import { imagePathSchema, noQuerySchema } from '@internal/plugin-figma-common';
import { parseRequest } from '@internal/upstream-node';
import type { Router } from 'express';
import { problem } from '../problems';
import type { RouteServices } from './services';

/** The bytes of a version never change. Only the browser keeps them: not everybody may see them. */
const FOR_GOOD = 'private, max-age=31536000, immutable';

/** The pictures of an entity's design file: of that file, and of no other. */
export function addImageRoutes(
  router: Router,
  { authorization, images }: RouteServices,
): void {
  router.get(
    '/entities/:kind/:namespace/:name/images/:version/:image',
    async (req, res) => {
      const { version, image, ...path } = parseRequest(
        imagePathSchema,
        req.params,
      );
      parseRequest(noQuerySchema, req.query);
      const { design } = await authorization.subject(req, path);
      const { key } = design.file;
      res.set({
        'Cache-Control': FOR_GOOD,
        'X-Content-Type-Options': 'nosniff',
        // Should somebody open it by itself, it is a picture and nothing else.
        'Content-Security-Policy': "default-src 'none'; sandbox",
      });
      const asked = req.get('If-None-Match');
      const known = asked && (await images.etagOf(key, image, version));
      if (known && asked === `"${known}"`) {
        res.set('ETag', asked).status(304).end();
        return;
      }
      const stored = await images.read(key, image, version);
      if (!stored) {
        res.removeHeader('Cache-Control');
        throw problem(
          'absent',
          'image_not_found',
          'The portal has no such picture of this file any more.',
          'Reload the page to see the current one.',
        );
      }
      res
        .set({ ETag: `"${stored.etag}"`, 'Content-Type': stored.contentType })
        .send(stored.bytes);
    },
  );
}
