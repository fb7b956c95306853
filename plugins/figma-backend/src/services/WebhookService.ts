import { createHash, timingSafeEqual } from 'node:crypto';
import { FILE_KEY } from '@internal/plugin-figma-common';
import { z } from 'zod';
import { problem } from '../problems';
import type { DeliveryStore } from '../store/DeliveryStore';
import type { Changes } from './Changes';
import type { DevStatusTimes } from './DesignService';
import type { KeptParts } from './KeptParts';
import type { StatusService } from './StatusService';

const DAY = 86_400_000;
const MINUTE = 60_000;
/** Figma repeats a failed delivery within hours; what is older was recorded by somebody. */
const OLDEST_MS = DAY;
const AHEAD_MS = 5 * MINUTE;
/** Nodes whose status is remembered with its moment. */
const MAX_TIMES = 500;

/** A delivery as far as it is read; Figma's names. */
const deliverySchema = z.object({
  event_type: z.string().max(50),
  passcode: z.string().max(200),
  timestamp: z.iso.datetime({ offset: true }),
  webhook_id: z.union([z.string().max(100), z.number()]).transform(String),
  file_key: z.string().regex(FILE_KEY).optional(),
  node_id: z.string().max(300).optional(),
  status: z.string().max(50).optional(),
  comment_id: z
    .union([z.string().max(100), z.number()])
    .transform(String)
    .optional(),
  version_id: z
    .union([z.string().max(100), z.number()])
    .transform(String)
    .optional(),
  triggered_by: z
    .object({ handle: z.string().transform(name => name.slice(0, 500)) })
    .optional()
    .catch(undefined),
});

type Delivery = z.infer<typeof deliverySchema>;

/** What each event puts out of date. What isn't here changes nothing. */
const OUTDATED: Record<string, readonly string[]> = {
  FILE_UPDATE: ['meta', 'versions', 'dev_resources'],
  FILE_VERSION_UPDATE: ['meta', 'versions'],
  FILE_DELETE: ['meta', 'comments', 'versions', 'library', 'dev_resources'],
  LIBRARY_PUBLISH: ['library', 'meta'],
  FILE_COMMENT: ['comments'],
  DEV_MODE_STATUS_UPDATE: ['meta', 'dev_resources'],
};

/** Takes what Figma tells by itself: it puts what is stored out of date, and asks nothing. */
export class WebhookService {
  readonly #passcode: string | undefined;
  readonly #deliveries: DeliveryStore;
  readonly #kept: KeptParts;
  readonly #changes: Changes;
  readonly #status: StatusService;
  readonly #now: () => number;

  constructor(options: {
    passcode: string | undefined;
    deliveries: DeliveryStore;
    kept: KeptParts;
    changes: Changes;
    status: StatusService;
    now?: () => number;
  }) {
    this.#passcode = options.passcode;
    this.#deliveries = options.deliveries;
    this.#kept = options.kept;
    this.#changes = options.changes;
    this.#status = options.status;
    this.#now = options.now ?? Date.now;
  }

  /**
   * Takes a delivery. One that was taken before changes nothing.
   *
   * @throws NotAllowedError with code `webhook_refused`: no passcode is configured, another one came,
   *   or it is too old; InputError for what isn't a delivery
   */
  async take(body: unknown): Promise<void> {
    // Nothing is looked at before the passcode.
    const given = (body as { passcode?: unknown } | undefined)?.passcode;
    if (!this.#isPasscode(given)) {
      this.#status.noteRefusedDelivery();
      throw refused();
    }
    const parsed = deliverySchema.safeParse(body);
    if (!parsed.success) {
      this.#status.noteRefusedDelivery();
      throw problem(
        'invalid',
        'request_invalid',
        `${parsed.error.issues[0].path.join('.') || 'The body'} is not as Figma sends it.`,
        'Correct it and try again.',
      );
    }
    const delivery = parsed.data;
    const age = this.#now() - Date.parse(delivery.timestamp);
    if (age > OLDEST_MS || age < -AHEAD_MS) {
      this.#status.noteRefusedDelivery();
      throw refused();
    }
    const isNew = await this.#deliveries.note(
      digestOf(delivery),
      delivery.event_type,
      this.#now(),
    );
    if (isNew && delivery.file_key) {
      await this.#apply(delivery, delivery.file_key);
    }
  }

  /** In constant time: digests are of one length, whatever was sent. */
  #isPasscode(given: unknown): boolean {
    const digest = (text: string) => createHash('sha256').update(text).digest();
    return (
      this.#passcode !== undefined &&
      typeof given === 'string' &&
      timingSafeEqual(digest(given), digest(this.#passcode))
    );
  }

  async #apply(delivery: Delivery, fileKey: string): Promise<void> {
    const isKnown = (await this.#kept.peek(fileKey, 'meta')) !== undefined;
    const parts = OUTDATED[delivery.event_type];
    if (!isKnown || !parts) {
      return;
    }
    if (delivery.event_type === 'FILE_DELETE') {
      await this.#kept.put(fileKey, 'deleted', {
        at: new Date(delivery.timestamp).toISOString(),
      });
    }
    if (delivery.event_type === 'DEV_MODE_STATUS_UPDATE') {
      await this.#noteDevStatus(fileKey, delivery);
    }
    await this.#kept.invalidate(fileKey, parts);
    this.#changes.tell(fileKey);
  }

  async #noteDevStatus(fileKey: string, delivery: Delivery): Promise<void> {
    if (!delivery.node_id) {
      return;
    }
    const times =
      (await this.#kept.peek<DevStatusTimes>(fileKey, 'dev_status')) ?? {};
    const latest = {
      ...times,
      [delivery.node_id]: {
        at: new Date(delivery.timestamp).toISOString(),
        ...(delivery.triggered_by && { by: delivery.triggered_by.handle }),
      },
    };
    await this.#kept.put(
      fileKey,
      'dev_status',
      Object.fromEntries(Object.entries(latest).slice(-MAX_TIMES)),
    );
  }
}

/** Names what a delivery tells: the same for one that Figma, or somebody else, repeats. */
function digestOf(delivery: Delivery): string {
  const { passcode, triggered_by: by, ...told } = delivery;
  return createHash('sha256')
    .update(JSON.stringify(Object.entries(told).sort()))
    .digest('hex');
}

function refused() {
  return problem(
    'forbidden',
    'webhook_refused',
    'This delivery is not taken.',
    'See whether the passcode of the webhook in Figma is figma.webhook.passcode of the portal.',
  );
}
