import type { StatusResponse } from '@internal/plugin-figma-common';
import type { CodedError } from '@internal/upstream-node';
import type { FigmaConfig } from '../config';
import { problemOf } from '../problems';
import type { DeliveryStore } from '../store/DeliveryStore';
import type { ImageStore } from '../store/ImageStore';
import type { LimitStore } from '../store/LimitStore';
import type { PartStore } from '../store/PartStore';
import type { Budgets } from '../upstream/Budgets';

/** What the platform team can mend: the token, its scopes, the way to Figma. */
const TO_MEND = [
  'figma_credentials_rejected',
  'figma_scope_missing',
  'figma_forbidden',
  'figma_unreachable',
  'figma_answer_not_json',
  'figma_unexpected_answer',
];

/** How the portal stands with Figma, for the platform team. */
export class StatusService {
  #lastProblem: StatusResponse['lastProblem'];
  #refusedDeliveries = 0;

  constructor(
    private readonly parts: {
      config?: FigmaConfig;
      budgets?: Budgets;
      limits: LimitStore;
      deliveries: DeliveryStore;
      images: ImageStore;
      files: PartStore;
    },
  ) {}

  noteProblem(error: CodedError): void {
    if (TO_MEND.includes(error.code)) {
      this.#lastProblem = { ...problemOf(error), at: new Date().toISOString() };
    }
  }

  noteRefusedDelivery(): void {
    this.#refusedDeliveries += 1;
  }

  async read(): Promise<StatusResponse> {
    const { config, budgets, limits, deliveries, images, files } = this.parts;
    const [states, lastAt, totals, count, byTier] = await Promise.all([
      budgets?.states() ?? [],
      deliveries.lastAt(),
      images.totals(),
      files.countFiles(),
      limits.read(),
    ]);
    const [last] = Object.values(byTier)
      .flatMap(limit => limit ?? [])
      .sort((a, b) => b.seenAt - a.seenAt);
    return {
      configured: config !== undefined,
      ...(config && { plan: config.plan }),
      budgets: states.map(({ blockedUntil, ...state }) => ({
        ...state,
        ...(blockedUntil && {
          blockedUntil: new Date(blockedUntil).toISOString(),
        }),
      })),
      ...(last && {
        lastLimit: {
          at: new Date(last.seenAt).toISOString(),
          ...(last.planTier && { planTier: last.planTier }),
          ...(last.limitType && { limitType: last.limitType }),
        },
      }),
      ...(this.#lastProblem && { lastProblem: this.#lastProblem }),
      webhook: {
        configured: config?.passcode !== undefined,
        ...(lastAt && { lastDeliveryAt: new Date(lastAt).toISOString() }),
        refused: this.#refusedDeliveries,
      },
      stored: { files: count, ...totals },
    };
  }
}
