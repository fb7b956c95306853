import type {
  Summary,
  SummaryItem,
} from '@internal/plugin-sonarqube-insights-common';
import { SonarqubeProblemError } from './problemTitles';

// Cards of one page are drawn within a frame of the screen.
const GATHER_MS = 16;

/** Asks for many summaries at once. */
export type LoadSummaries = (entityRefs: string[]) => Promise<SummaryItem[]>;

const aFrame = () =>
  new Promise<void>(resolve => {
    setTimeout(resolve, GATHER_MS);
  });

/** Gathers what the cards of a page ask for one by one into one request. */
export class SummaryBatch {
  readonly #load: LoadSummaries;
  readonly #gather: () => Promise<void>;
  #next: { refs: Set<string>; items: Promise<SummaryItem[]> } | undefined;

  /**
   * @param gather - ends when a request has waited long enough for others to join; a frame of the
   *   screen by default
   */
  constructor(load: LoadSummaries, gather: () => Promise<void> = aFrame) {
    this.#load = load;
    this.#gather = gather;
  }

  /**
   * @throws SonarqubeProblemError of this entity alone
   * @throws whatever the whole request failed with
   */
  async get(entityRef: string): Promise<Summary> {
    const items = await this.#join(entityRef);
    const item = items.find(one => one.entityRef === entityRef);
    if (!item) {
      throw new Error(`The portal’s backend left out ${entityRef}.`);
    }
    if ('problem' in item) {
      throw new SonarqubeProblemError(item.problem);
    }
    return item.summary;
  }

  #join(entityRef: string): Promise<SummaryItem[]> {
    if (!this.#next) {
      const refs = new Set<string>();
      const items = this.#gather().then(() => {
        this.#next = undefined;
        return this.#load([...refs]);
      });
      this.#next = { refs, items };
    }
    this.#next.refs.add(entityRef);
    return this.#next.items;
  }
}
