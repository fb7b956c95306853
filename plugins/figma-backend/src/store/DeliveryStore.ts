import type { Knex } from 'knex';

const TABLE = 'figma_deliveries';

/** What Figma's webhooks told: each delivery counts once. */
export class DeliveryStore {
  constructor(private readonly db: Knex) {}

  /**
   * Notes a delivery.
   *
   * @param digest - names what it told, the same for a repeated one
   * @returns false when it was noted before
   */
  async note(digest: string, event: string, now: number): Promise<boolean> {
    try {
      await this.db(TABLE).insert({ digest, event, received_at: now });
      return true;
    } catch (error) {
      const known = await this.db(TABLE).where({ digest }).first();
      if (known) {
        return false;
      }
      throw error;
    }
  }

  /** Milliseconds since 1970. */
  async lastAt(): Promise<number | undefined> {
    const [{ last }] = await this.db(TABLE).max({ last: 'received_at' });
    return last === null || last === undefined ? undefined : Number(last);
  }

  async removeBefore(moment: number): Promise<void> {
    await this.db(TABLE).where('received_at', '<', moment).delete();
  }
}
