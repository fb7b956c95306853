import type { Router } from 'express';
import { z } from 'zod';
import { addEndpoint, param, requiredIds, type FigmaContext } from '../context';
import { FigmaError } from '../FigmaError';
import { findNode, type DesignFile } from '../Files';
import type { DevResourceSeed } from '../types';

/** Most links that a node may have. */
const MOST = 10;

const bodySchema = z.object({
  dev_resources: z
    .array(
      z.object({
        name: z.string().min(1),
        url: z.url(),
        file_key: z.string(),
        node_id: z.string(),
      }),
    )
    .min(1),
});
type Wanted = z.infer<typeof bodySchema>['dev_resources'][number];

const json = (file: DesignFile, one: DevResourceSeed) => ({
  id: one.id,
  name: one.name,
  url: one.url,
  file_key: file.key,
  node_id: one.node,
});

/** Links from nodes to code. Their errors are all of the form with `error: true`. */
export function addDevResourceRoutes(
  router: Router,
  context: FigmaContext,
): void {
  const { files } = context;
  const form = () => 'boolean' as const;

  addEndpoint(router, context, {
    method: 'get',
    path: '/v1/files/:key/dev_resources',
    tier: 2,
    scope: 'file_dev_resources:read',
    form,
    handle(req, res) {
      const file = files.main(req.params.key);
      const nodes =
        param(req, 'node_ids') === undefined
          ? undefined
          : requiredIds(req, 'node_ids');
      res.json({
        dev_resources: file.devResources
          .filter(({ node }) => !nodes || nodes.includes(node))
          .map(one => json(file, one)),
      });
    },
  });

  /** Adds a link, or says why it can't. */
  const add = (wanted: Wanted) => {
    let file: DesignFile;
    try {
      file = files.main(wanted.file_key);
    } catch {
      return { error: `File not found: ${wanted.file_key}` };
    }
    if (!findNode(file, wanted.node_id)) {
      return { error: `Node not found: ${wanted.node_id}` };
    }
    const there = file.devResources.filter(
      ({ node }) => node === wanted.node_id,
    );
    if (there.some(({ url }) => url === wanted.url)) {
      return {
        error: 'A dev resource with this url already exists on the node',
      };
    }
    if (there.length >= MOST) {
      return { error: 'The node already has the maximum of 10 dev resources' };
    }
    const made = {
      id: files.nextId(),
      name: wanted.name,
      url: wanted.url,
      node: wanted.node_id,
    };
    file.devResources.push(made);
    return { created: json(file, made) };
  };

  addEndpoint(router, context, {
    method: 'post',
    path: '/v1/dev_resources',
    tier: 2,
    scope: 'file_dev_resources:write',
    form,
    handle(req, res) {
      const body = bodySchema.safeParse(req.body);
      if (!body.success) {
        throw new FigmaError(400, z.prettifyError(body.error));
      }
      const done = body.data.dev_resources.map(wanted => ({
        wanted,
        ...add(wanted),
      }));
      const errors = done.flatMap(({ wanted, error }) =>
        error === undefined
          ? []
          : [{ file_key: wanted.file_key, node_id: wanted.node_id, error }],
      );
      res.json({
        links_created: done.flatMap(({ created }) => created ?? []),
        ...(errors.length > 0 && { errors }),
      });
    },
  });
}
