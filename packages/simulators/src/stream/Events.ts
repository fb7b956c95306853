/** The types of admin events. Assumed: the public code names the endpoint only. */
export const eventTypes = [
  'roomCreated',
  'roomEnded',
  'joined',
  'left',
  'offline',
  'kicked',
  'promoted',
] as const;

/** One of {@link eventTypes}. */
export type EventType = (typeof eventTypes)[number];

/** Something that happened in a room. */
export interface AdminEvent {
  id: string;
  type: EventType;
  roomId: string;
  userId?: string;
  sessionId?: string;
  /** ISO date. */
  at: string;
}

const kept = 1000;

/** What happened in the rooms, the newest first. */
export class Events {
  private events: AdminEvent[] = [];
  private count = 0;

  add(event: Omit<AdminEvent, 'id'>): void {
    this.count += 1;
    this.events.unshift({ id: String(this.count), ...event });
    this.events.length = Math.min(this.events.length, kept);
  }

  ofType(type: string): AdminEvent[] {
    return this.events.filter(event => event.type === type);
  }

  clear(): void {
    this.events = [];
    this.count = 0;
  }
}
