import type { Router } from 'express';
import { z } from 'zod';
import { readBody } from '../service/switches';
import type { Files } from './Files';
import type { RateLimits } from './RateLimits';
import type { FileSeed } from './types';
import type { Webhooks } from './Webhooks';

/** How a simulated Figma misbehaves, besides the faults that every simulator has. */
export interface FigmaSwitches {
  /** Documents that are asked for deeper than this are "too large". */
  tooLargeFromDepth?: number;
  /** More nodes than this in one rendering time out. */
  mostRendered?: number;
  /** Nodes that are `null` in answers, and those that no picture is made of. */
  nullNodes: string[];
  nullImages: string[];
  /** Puts words into answers that nobody knows yet. */
  unknownWords: boolean;
  /** Time that each call takes, in real milliseconds. */
  latencyMs: number;
  /** Errors in Figma's own forms. */
  refusals: Refusal[];
}

const refusalSchema = z.strictObject({
  /** A part of the path. */
  path: z.string().max(200).default(''),
  status: z.number().int().min(400).max(599),
  message: z.string().max(500),
  form: z.enum(['err', 'boolean']).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  /** For ever when left out. */
  times: z.number().int().min(1).optional(),
});

/** An error that Figma answers with. */
export type Refusal = z.infer<typeof refusalSchema>;

export const usualSwitches = (): FigmaSwitches => ({
  nullNodes: [],
  nullImages: [],
  unknownWords: false,
  latencyMs: 0,
  refusals: [],
});

const ids = z.array(z.string().max(100)).max(1000);
const switchesSchema = z.strictObject({
  tooLargeFromDepth: z.number().int().min(1).optional(),
  mostRendered: z.number().int().min(0).optional(),
  nullNodes: ids.optional(),
  nullImages: ids.optional(),
  unknownWords: z.boolean().optional(),
  latencyMs: z.number().int().min(0).max(60_000).optional(),
  refusals: z.array(refusalSchema).max(50).optional(),
});
const tier = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const blockSchema = z.strictObject({
  /** All of them when left out. */
  tier: tier.optional(),
  retryAfter: z.number().min(0),
  limitType: z.enum(['low', 'high']).optional(),
});
const key = z.string().max(128);
const by = z.string().max(100).default('ida');
const editSchema = z.strictObject({
  key,
  by,
  label: z.string().max(200).optional(),
});
const statusSchema = z.strictObject({
  key,
  nodeId: z.string().max(100),
  status: z.enum(['NONE', 'READY_FOR_DEV', 'COMPLETED']),
  by,
});
const commentSchema = z.strictObject({
  key,
  by,
  message: z.string().max(2000),
  node: z.string().max(100).optional(),
});
const fileSchema = z.strictObject({ key, by });
const framesSchema = z.strictObject({
  key,
  name: z.string().max(200).default('Frames'),
  frames: z.number().int().min(1).max(500),
});

/** What the switches act on. */
export interface Switched {
  files: Files;
  limits: RateLimits;
  webhooks: Webhooks;
  switches: FigmaSwitches;
}

/** Adds what a test may do to a simulated Figma, below `/_simulator`. */
export function addSwitches(router: Router, parts: Switched): void {
  const { files, limits, webhooks, switches } = parts;

  router.get('/calls', (_req, res) => {
    res.json({ byTier: limits.calls() });
  });

  router.post('/figma', (req, res) => {
    Object.assign(switches, readBody(switchesSchema, req.body));
    res.status(204).end();
  });

  router.post('/limit', (req, res) => {
    const body = readBody(blockSchema, req.body);
    for (const one of body.tier ? [body.tier] : ([1, 2, 3] as const)) {
      limits.block(one, body.retryAfter, body.limitType);
    }
    res.status(204).end();
  });

  router.post('/files', (req, res) => {
    const body = readBody(framesSchema, req.body);
    files.add(fileOfFrames(body.key, body.name, body.frames));
    res.status(204).end();
  });

  router.get('/deliveries', async (_req, res) => {
    await webhooks.settled();
    res.json({ deliveries: webhooks.deliveries() });
  });

  addChanges(router, parts);
}

/** What people do in Figma, with the events that follow. */
function addChanges(router: Router, { files, webhooks }: Switched): void {
  router.post('/edit', (req, res) => {
    const body = readBody(editSchema, req.body);
    const file = files.edit(body.key, body.by, body.label);
    webhooks.emit('FILE_UPDATE', file.key, { file_name: file.name });
    if (body.label !== undefined) {
      webhooks.emit('FILE_VERSION_UPDATE', file.key, {
        file_name: file.name,
        created_at: files.ago(0),
        version_id: file.version,
        label: body.label,
        triggered_by: files.user(body.by),
      });
    }
    res.json({ version: file.version });
  });

  router.post('/dev-status', (req, res) => {
    const body = readBody(statusSchema, req.body);
    const file = files.setDevStatus(body.key, body.nodeId, body.status);
    webhooks.emit('DEV_MODE_STATUS_UPDATE', file.key, {
      file_name: file.name,
      node_id: body.nodeId,
      related_links: [],
      status: body.status,
      triggered_by: files.user(body.by),
    });
    res.status(204).end();
  });

  router.post('/comments', (req, res) => {
    const { key: fileKey, ...comment } = readBody(commentSchema, req.body);
    const id = files.comment(fileKey, comment);
    webhooks.emit('FILE_COMMENT', fileKey, {
      file_name: files.get(fileKey).name,
      comment: [{ text: comment.message }],
      comment_id: id,
      created_at: files.ago(0),
      triggered_by: files.user(comment.by),
    });
    res.json({ id });
  });

  router.post('/delete', (req, res) => {
    const body = readBody(fileSchema, req.body);
    const file = files.remove(body.key);
    webhooks.emit('FILE_DELETE', file.key, {
      file_name: file.name,
      triggered_by: files.user(body.by),
    });
    res.status(204).end();
  });
}

/** A file with many frames, for a test or a measurement: ids `1:1`, `1:2`, … */
function fileOfFrames(fileKey: string, name: string, count: number): FileSeed {
  return {
    key: fileKey,
    name,
    creator: 'ida',
    touchedBy: 'ida',
    touchedHoursAgo: 1,
    version: '1000',
    accent: '#3f6fd8',
    pages: [
      {
        id: '0:1',
        name: 'Page 1',
        children: Array.from({ length: count }, (_, index) => ({
          id: `1:${index + 1}`,
          name: `Frame ${index + 1}`,
          size: [390, 844] as [number, number],
          look: 'list' as const,
        })),
      },
    ],
  };
}
