import { createHmac, randomUUID } from 'node:crypto';

/** Where events go. */
export interface WebhookTarget {
  url: string;
  secret: string;
}

/** One attempt to deliver an event; GitHub does not repeat a failed one by itself. */
export interface Delivery {
  id: string;
  event: string;
  action?: string;
  /** HTTP status of the receiver; 0 when it could not be reached. */
  status: number;
}

const receiverTimeoutMs = 10_000;

/** The value of `X-Hub-Signature-256`. Source: docs.github.com, validating-webhook-deliveries. */
export function signatureOf(body: string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/**
 * Delivers events as GitHub does: one after another, signed with HMAC-SHA256 over the body.
 * Source: docs.github.com/webhooks/webhook-events-and-payloads#delivery-headers
 */
export class Webhooks {
  private readonly sent: Delivery[] = [];
  private queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly target?: WebhookTarget) {}

  deliveries(): Delivery[] {
    return [...this.sent];
  }

  clear(): void {
    this.sent.length = 0;
  }

  /** Resolves when everything emitted so far has been delivered or has failed. */
  async settled(): Promise<void> {
    await this.queue;
  }

  /** Queues an event. The payload is made now: by delivery time the state may have moved on. */
  emit(event: string, payload: () => Promise<object> | object): void {
    if (this.target) {
      const made = Promise.resolve(payload());
      this.queue = this.queue.then(async () =>
        this.deliver(this.target!, event, await made),
      );
    }
  }

  private async deliver(
    target: WebhookTarget,
    event: string,
    payload: object,
  ): Promise<void> {
    const body = JSON.stringify(payload);
    const id = randomUUID();
    let status = 0;
    try {
      const response = await fetch(target.url, {
        method: 'POST',
        body,
        headers: {
          'Content-Type': 'application/json',
          'User-Agent': 'GitHub-Hookshot/simulated',
          'X-GitHub-Delivery': id,
          'X-GitHub-Event': event,
          'X-GitHub-Hook-ID': '1',
          'X-Hub-Signature-256': signatureOf(body, target.secret),
        },
        signal: AbortSignal.timeout(receiverTimeoutMs),
      });
      status = response.status;
    } catch {
      // Kept as status 0: an unreachable receiver is the receiver's problem, as on GitHub.
    }
    this.sent.push({
      id,
      event,
      action: (payload as { action?: string }).action,
      status,
    });
  }
}
