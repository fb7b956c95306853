import type { SimulatorClock } from '../clock';
import type { Files } from './Files';
import { badRequest } from './FigmaError';

export const webhookEvents = [
  'PING',
  'FILE_UPDATE',
  'FILE_VERSION_UPDATE',
  'FILE_DELETE',
  'LIBRARY_PUBLISH',
  'FILE_COMMENT',
  'DEV_MODE_STATUS_UPDATE',
] as const;

export type WebhookEvent = (typeof webhookEvents)[number];

/** A webhook as the API tells of it. */
export interface Webhook {
  id: string;
  event_type: WebhookEvent;
  team_id: string;
  context: 'team' | 'project' | 'file';
  context_id: string;
  plan_api_id: string;
  status: 'ACTIVE' | 'PAUSED';
  client_id: string | null;
  passcode: string;
  endpoint: string;
  description: string | null;
}

/** One attempt to deliver an event. */
export interface FigmaDelivery {
  webhookId: string;
  event: WebhookEvent;
  body: Record<string, unknown>;
  /** HTTP status of the receiver; 0 when it could not be reached. */
  status: number;
}

/** Most webhooks of a context. */
const LIMITS = { team: 20, project: 5, file: 3 };

const MINUTE = 60_000;
// Figma repeats a failed delivery three times, with more time between each.
const AGAIN = [5 * MINUTE, 30 * MINUTE, 180 * MINUTE];
const RECEIVER_TIMEOUT_MS = 10_000;

/** Delivers events as Figma does: the passcode stands in the body, and nothing is signed. */
export class Webhooks {
  private hooks: Webhook[] = [];
  private sent: FigmaDelivery[] = [];
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly files: Files,
    private readonly clock: SimulatorClock,
  ) {}

  reset(): void {
    this.hooks = [];
    this.sent = [];
  }

  list(): Webhook[] {
    return [...this.hooks];
  }

  find(id: string): Webhook | undefined {
    return this.hooks.find(hook => hook.id === id);
  }

  remove(id: string): void {
    this.hooks = this.hooks.filter(hook => hook.id !== id);
  }

  deliveries(): FigmaDelivery[] {
    return [...this.sent];
  }

  /** Adds one; it gets a PING at once, unless it is paused. @throws FigmaError 400 */
  add(hook: Omit<Webhook, 'id' | 'plan_api_id' | 'client_id'>): Webhook {
    const inContext = this.hooks.filter(
      ({ context, context_id: id }) =>
        context === hook.context && id === hook.context_id,
    );
    if (inContext.length >= LIMITS[hook.context]) {
      throw badRequest(`Maximum number of ${hook.context} webhooks reached`);
    }
    const made: Webhook = {
      id: this.files.nextId(),
      plan_api_id: `plan:${this.files.seed.team}`,
      client_id: null,
      ...hook,
    };
    this.hooks.push(made);
    if (made.status === 'ACTIVE') {
      this.send(made, 'PING', {});
    }
    return made;
  }

  /** Tells every webhook that listens to an event of a file. */
  emit(event: WebhookEvent, key: string, more: Record<string, unknown>): void {
    const listening = this.hooks.filter(
      hook =>
        hook.event_type === event &&
        hook.status === 'ACTIVE' &&
        (hook.context !== 'file' || hook.context_id === key),
    );
    for (const hook of listening) {
      this.send(hook, event, { file_key: key, ...more });
    }
  }

  /** Resolves when everything sent so far has been delivered or has failed. */
  async settled(): Promise<void> {
    await this.queue;
  }

  private send(
    hook: Webhook,
    event: WebhookEvent,
    more: Record<string, unknown>,
  ): void {
    const body = {
      event_type: event,
      passcode: hook.passcode,
      timestamp: new Date(this.clock.now()).toISOString(),
      webhook_id: hook.id,
      ...more,
    };
    this.attempt(hook, event, body, 0);
  }

  private attempt(
    hook: Webhook,
    event: WebhookEvent,
    body: Record<string, unknown>,
    failed: number,
  ): void {
    this.queue = this.queue.then(async () => {
      const status = await deliver(hook.endpoint, body);
      this.sent.push({ webhookId: hook.id, event, body, status });
      if (status !== 200 && failed < AGAIN.length) {
        this.clock.schedule(AGAIN[failed], () =>
          this.attempt(hook, event, body, failed + 1),
        );
      }
    });
  }
}

async function deliver(endpoint: string, body: object): Promise<number> {
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
      signal: AbortSignal.timeout(RECEIVER_TIMEOUT_MS),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
