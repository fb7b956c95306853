import {
  auditProgressSchema,
  type FormFactor,
} from '@internal/plugin-lighthouse-common';
import { z } from 'zod';

/** Asks a worker which browser there is. */
export interface ProbeOrder {
  type: 'probe';
  /** Absolute path; without it the worker looks for one. */
  chromePath?: string;
}

/** Asks a worker for an audit. It takes one order and ends. */
export interface RunOrder {
  type: 'run';
  url: string;
  formFactor: FormFactor;
  chromePath: string;
  /** Whether Chromium keeps its sandbox. */
  sandbox: boolean;
  /** Absolute path of an empty folder for the browser: the worker removes it when the portal is gone. */
  profileFolder: string;
  /** As of `AddressPolicy`. */
  listedAddresses: string[];
  pageLoadTimeoutMs: number;
  trafficLimitBytes: number;
  reportLimitBytes: number;
}

export type WorkerOrder = ProbeOrder | RunOrder;

const failureSchema = z.object({
  code: z.string().max(100),
  message: z.string().max(1000),
  remedy: z.string().max(500).optional(),
  retry: z.boolean(),
});

/** What a worker says; the last three end its work. */
export const workerMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), progress: auditProgressSchema }),
  z.object({
    type: z.literal('probed'),
    chromePath: z.string().max(4096),
    chromium: z.string().max(60),
    lighthouse: z.string().max(60),
  }),
  // As text: reading a report takes long enough for whoever receives it to choose when.
  z.object({ type: z.literal('report'), json: z.string() }),
  z.object({ type: z.literal('failure'), failure: failureSchema }),
]);

export type WorkerMessage = z.infer<typeof workerMessageSchema>;
export type WorkerFailure = z.infer<typeof failureSchema>;
