import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  formFactorSchema,
  type FormFactor,
} from '@internal/plugin-lighthouse-common';
import type { ErrorRequestHandler } from 'express';
import type { Page } from '../store/AuditStore';

/** An answer of the contract that is not a success: a status and a plain text. */
export class ContractRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'ContractRefusal';
    this.status = status;
  }
}

/** What `POST /v1/audits` asks for. */
export interface ContractOrder {
  url: string;
  formFactor: FormFactor;
  awaitAuditCompleted: boolean;
}

const MAX_LIMIT = 100;
const HTTP = /^https?:\/\//;
const STATUS: Record<string, number> = {
  InputError: 400,
  AuthenticationError: 401,
  NotAllowedError: 403,
  NotFoundError: 404,
  ConflictError: 409,
  ServiceUnavailableError: 503,
};

/**
 * Reads the body of `POST /v1/audits`. Of its options only the form factor and whether to wait
 * count: a path of a browser, its port and a whole configuration of Lighthouse are not for callers
 * to choose.
 *
 * @throws ContractRefusal in that service's own words
 */
export function readAuditOrder(body: unknown): ContractOrder {
  const url = field(body, 'url');
  if (typeof url !== 'string' || url === '') {
    throw new ContractRefusal(
      400,
      'No URL provided. URL is required for auditing.',
    );
  }
  if (!HTTP.test(url)) {
    throw new ContractRefusal(
      400,
      `URL "${url.slice(0, 200)}" does not contain a protocol (http or https).`,
    );
  }
  const options = field(body, 'options');
  const settings = field(field(options, 'lighthouseConfig'), 'settings');
  const named =
    field(settings, 'formFactor') ??
    field(settings, 'emulatedFormFactor') ??
    'mobile';
  const formFactor = formFactorSchema.safeParse(named);
  if (!formFactor.success) {
    throw new ContractRefusal(400, 'formFactor is mobile or desktop.');
  }
  return {
    url,
    formFactor: formFactor.data,
    awaitAuditCompleted: field(options, 'awaitAuditCompleted') === true,
  };
}

/** @throws ContractRefusal in that service's own words */
export function listOptionsOf(query: Record<string, unknown>): Page {
  return {
    limit: Math.min(MAX_LIMIT, numberOf(query, 'limit', 25)),
    offset: numberOf(query, 'offset', 0),
  };
}

/** Answers what went wrong as that service did: a text, where the portal's routes have JSON. */
export function answerInPlainText(logger: LoggerService): ErrorRequestHandler {
  return (error, _req, res, next) => {
    const { name, message } = error as Error;
    const status =
      error instanceof ContractRefusal ? error.status : STATUS[name];
    if (status === undefined || res.headersSent) {
      logger.error(`A request of the audit-service's contract broke: ${error}`);
      next(error);
      return;
    }
    res.status(status).type('text/plain').send(message);
  };
}

function numberOf(
  query: Record<string, unknown>,
  name: string,
  fallback: number,
): number {
  const value = query[name] === undefined ? fallback : Number(query[name]);
  if (Number.isNaN(value)) {
    throw new ContractRefusal(400, `${name} must be a number.`);
  }
  if (!Number.isInteger(value) || value < 0 || value > 1_000_000) {
    throw new ContractRefusal(400, `${name} must be a whole number from 0.`);
  }
  return value;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
