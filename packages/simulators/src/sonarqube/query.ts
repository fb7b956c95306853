import type { Request } from 'express';
import { missing, SonarqubeError } from './SonarqubeError';

/** A parameter of the query. @throws SonarqubeError 400 when it is there more than once */
export function param(req: Request, name: string): string | undefined {
  const value = req.query[name];
  if (value !== undefined && typeof value !== 'string') {
    throw new SonarqubeError(400, `Parameter '${name}' is given twice`);
  }
  return value === '' ? undefined : value;
}

/** The same, where there has to be one. @throws SonarqubeError 400 */
export function required(req: Request, name: string): string {
  const value = param(req, name);
  if (value === undefined) {
    throw missing(name);
  }
  return value;
}

/** A page of a list: its number from 1 and its size. @throws SonarqubeError 400 */
export function paging(req: Request, fallback: number, max = 500) {
  const p = Number(param(req, 'p') ?? 1);
  const ps = Number(param(req, 'ps') ?? fallback);
  if (!Number.isInteger(p) || p < 1) {
    throw new SonarqubeError(400, `'p' value (${p}) must be greater than 0`);
  }
  if (!Number.isInteger(ps) || ps < 1 || ps > max) {
    throw new SonarqubeError(
      400,
      `'ps' value (${ps}) must be less than ${max}`,
    );
  }
  return { p, ps };
}
