import { z } from 'zod';

const id = z.string().regex(/^[\w.-]{1,200}$/);
const base64Media = z.string().max(10_000_000).base64();
const map = z.object({ id, data: base64Media });
const sequence = z.number().int().min(0);
const duration = z.number().min(0).max(3600);

const playlist = z.object({ id });
const targets = {
  targetDuration: z.number().min(0),
  targetPartDuration: z.number().min(0).optional(),
};
const variant = z.object({ id });
const rendition = z.object({ id });
const segmentShape = z.object({ id, sequence, duration });

const payloads = {
  variant: z.object({
    playlist,
    variant: variant.extend({
      codecs: z.string().max(200),
      bandwidth: z.number().int().min(1),
      audio: z.string().max(200).optional(),
      ...targets,
    }),
    segment: z.object({ map }).optional(),
  }),
  rendition: z.object({
    playlist,
    rendition: rendition.extend({
      type: z.string().max(20),
      groupId: z.string().max(200),
      name: z.string().max(200),
      ...targets,
    }),
    segment: z.object({ map }).optional(),
  }),
  segment: z.object({
    playlist,
    variant: variant.nullish(),
    rendition: rendition.nullish(),
    segment: segmentShape.extend({ map: map.optional(), data: base64Media }),
  }),
  part: z.object({
    playlist,
    variant: variant.nullish(),
    rendition: rendition.nullish(),
    segment: segmentShape.extend({ map: map.optional() }),
    part: z.object({ id, sequence, duration, data: base64Media }),
  }),
};

/** The resources that a data signal updates, one a message (docs/signal/data-signals.md). */
export const resources = ['variant', 'rendition', 'segment', 'part'] as const;

/** One of {@link resources}. */
export type Resource = (typeof resources)[number];

interface MediaSegment {
  id: string;
  duration: number;
  parts: Part[];
  done: boolean;
}

interface MediaPlaylist {
  id: string;
  /** The line of the master playlist. */
  entry: string;
  targetDuration: number;
  partDuration?: number;
  mapId?: string;
  segments: Map<number, MediaSegment>;
}

interface Part {
  id: string;
  duration: number;
}

/** A data signal that is refused. */
export class DataSignalError extends Error {}

/** What streamers uploaded, as players get it. */
export class Hls {
  private readonly playlists = new Map<string, Map<string, MediaPlaylist>>();
  private readonly files = new Map<string, Buffer>();

  clear(): void {
    this.playlists.clear();
    this.files.clear();
  }

  /** @throws DataSignalError */
  update(resource: Resource, body: unknown): void {
    const name = `update${resource[0].toUpperCase()}${resource.slice(1)}`;
    const envelope = z.object({
      action: z.literal(name),
      version: z.literal(1),
      id: z.string().min(1).max(100),
      timestamp: z.string().regex(/^\d{1,16}$/),
      payload: payloads[resource],
    });
    const result = envelope.safeParse(body);
    if (!result.success) {
      throw new DataSignalError(z.prettifyError(result.error));
    }
    const payload = result.data.payload as any;
    if (resource === 'variant' || resource === 'rendition') {
      this.addPlaylist(payload);
    } else {
      this.addMedia(payload);
    }
  }

  /** Of a stream; undefined for one that nobody uploaded. */
  master(streamId: string): string | undefined {
    const media = this.playlists.get(streamId);
    return (
      media &&
      [
        '#EXTM3U',
        '#EXT-X-VERSION:6',
        ...[...media.values()].map(({ entry }) => entry),
        '',
      ].join('\n')
    );
  }

  /** Of one variant or rendition of a stream. */
  media(streamId: string, mediaId: string): string | undefined {
    const playlistOf = this.playlists.get(streamId)?.get(mediaId);
    return playlistOf && writeMedia(playlistOf);
  }

  /** An uploaded segment, part or initialization section. */
  file(streamId: string, name: string): Buffer | undefined {
    return this.files.get(`${streamId}/${name}`);
  }

  private addPlaylist(payload: any): void {
    const streamId = payload.playlist.id;
    const media = payload.variant ?? payload.rendition;
    const playlists = this.playlists.get(streamId) ?? new Map();
    this.playlists.set(streamId, playlists);
    playlists.set(media.id, {
      id: media.id,
      entry: payload.variant
        ? `#EXT-X-STREAM-INF:BANDWIDTH=${media.bandwidth},CODECS="${media.codecs}"${media.audio ? `,AUDIO="${media.audio}"` : ''}\n${media.id}.m3u8`
        : `#EXT-X-MEDIA:TYPE=${media.type},GROUP-ID="${media.groupId}",NAME="${media.name}",URI="${media.id}.m3u8"`,
      targetDuration: media.targetDuration,
      partDuration: media.targetPartDuration,
      mapId: this.keepMap(streamId, payload.segment?.map),
      segments: new Map(),
    });
  }

  private addMedia(payload: any): void {
    const streamId = payload.playlist.id;
    const mediaId = (payload.variant ?? payload.rendition)?.id;
    const media = this.playlists.get(streamId)?.get(mediaId);
    if (!media) {
      throw new DataSignalError(
        `The playlist ${streamId} has no ${mediaId}: send updateVariant or updateRendition first.`,
      );
    }
    media.mapId = this.keepMap(streamId, payload.segment.map) ?? media.mapId;
    const { segment, part } = payload;
    const known: MediaSegment = media.segments.get(segment.sequence) ?? {
      id: segment.id,
      duration: segment.duration,
      parts: [],
      done: false,
    };
    media.segments.set(segment.sequence, known);
    const { id: name, duration: seconds, data } = part ?? segment;
    this.files.set(`${streamId}/${name}`, Buffer.from(data, 'base64'));
    if (part) {
      known.parts.push({ id: name, duration: seconds });
    } else {
      known.duration = seconds;
      known.done = true;
    }
  }

  private keepMap(
    streamId: string,
    section: { id: string; data: string } | undefined,
  ): string | undefined {
    if (section) {
      this.files.set(
        `${streamId}/${section.id}`,
        Buffer.from(section.data, 'base64'),
      );
    }
    return section?.id;
  }
}

function writeMedia(media: MediaPlaylist): string {
  const segments = [...media.segments].sort(([a], [b]) => a - b);
  const partDuration = media.partDuration;
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:6',
    `#EXT-X-TARGETDURATION:${Math.ceil(media.targetDuration)}`,
    ...(partDuration
      ? [
          `#EXT-X-PART-INF:PART-TARGET=${partDuration}`,
          `#EXT-X-SERVER-CONTROL:PART-HOLD-BACK=${partDuration * 3}`,
        ]
      : []),
    `#EXT-X-MEDIA-SEQUENCE:${segments[0]?.[0] ?? 0}`,
    ...(media.mapId ? [`#EXT-X-MAP:URI="${media.mapId}"`] : []),
    ...segments.flatMap(([, { id: name, duration: seconds, parts, done }]) => [
      ...parts.map(
        part => `#EXT-X-PART:DURATION=${part.duration},URI="${part.id}"`,
      ),
      ...(done ? [`#EXTINF:${seconds},`, name] : []),
    ]),
    '',
  ].join('\n');
}
