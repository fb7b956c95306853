import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { AwsError } from './AwsError';
import {
  appsyncControl,
  rdsData,
  s3,
  type StoredObject,
} from './operations/rest';
import { cloudFormation, sts } from './operations/cloudFormation';
import { cloudWatch, eventBridge } from './operations/eventBridge';
import { rds } from './operations/rds';
import type { Operation } from './operations/types';
import { toXml, type XmlValue } from './xml';

/** How a service is spoken to. */
interface Protocol {
  /** e.g. `events:`, as policies name the service's actions. */
  prefix: string;
  operations: Record<string, Operation<any>>;
  read(req: Request): { action: string; params: Record<string, unknown> };
  send(res: Response, action: string, result: unknown): void;
  sendError(res: Response, error: AwsError): void;
}

const requestId = (res: Response): string =>
  (res.locals.requestId ??= randomUUID());

function sendJson(type: string) {
  return (res: Response, _action: string, result: unknown) => {
    res.set({ 'Content-Type': type, 'x-amzn-RequestId': requestId(res) });
    res.end(typeof result === 'string' ? result : JSON.stringify(result));
  };
}

function sendJsonError(type: string) {
  return (res: Response, { status, code, message }: AwsError) => {
    res.status(status).set('x-amzn-ErrorType', code);
    sendJson(type)(res, '', { __type: code, message, Message: message });
  };
}

/** The body as text; the service reads all bodies as bytes, as they were signed. */
const bodyOf = (req: Request): string =>
  Buffer.isBuffer(req.body) ? req.body.toString() : '';

/** AWS JSON 1.0 and 1.1: the action is in a header. */
const json = (
  version: string,
  prefix: string,
  operations: Protocol['operations'],
): Protocol => ({
  prefix,
  operations,
  read: req => ({
    action: req.get('X-Amz-Target')?.split('.').at(-1) ?? '',
    params: readJson(req),
  }),
  send: sendJson(`application/x-amz-json-${version}`),
  sendError: sendJsonError(`application/x-amz-json-${version}`),
});

/** AWS query: a form in, XML out. */
const query = (
  namespace: string,
  prefix: string,
  operations: Protocol['operations'],
): Protocol => ({
  prefix,
  operations,
  read: req => {
    const form = Object.fromEntries(new URLSearchParams(bodyOf(req)));
    return { action: form.Action ?? '', params: form };
  },
  send: (res, action, result) => {
    const content = {
      [`${action}Result`]: result as XmlValue,
      ResponseMetadata: { RequestId: requestId(res) },
    };
    res
      .type('text/xml')
      .end(toXml(`${action}Response`, content, ` xmlns="${namespace}"`));
  },
  sendError: (res, { status, code, message }) => {
    const content = {
      Error: { Type: 'Sender', Code: code, Message: message },
      RequestId: requestId(res),
    };
    res
      .status(status)
      .type('text/xml')
      .end(toXml('ErrorResponse', content, ` xmlns="${namespace}"`));
  },
});

/** REST JSON: the action is the method and the path. */
const rest = (
  prefix: string,
  routes: [string, RegExp, string][],
  operations: Protocol['operations'],
): Protocol => ({
  prefix,
  operations,
  read: req => {
    for (const [method, pattern, action] of routes) {
      const match = pattern.exec(req.path);
      if (match && method === req.method) {
        const params = { ...req.query, ...match.groups, ...readJson(req) };
        return { action, params };
      }
    }
    return { action: `${req.method} ${req.path}`, params: {} };
  },
  send: sendJson('application/json'),
  sendError: sendJsonError('application/json'),
});

/** S3: objects by path, errors as XML. */
const objects: Protocol = {
  prefix: 's3',
  operations: s3,
  read: req => {
    const [, bucket, ...key] = decodeURIComponent(req.path).split('/');
    return {
      action: req.method === 'GET' ? 'GetObject' : 'PutObject',
      params: { bucket, key: key.join('/') },
    };
  },
  send: (res, _action, result) => {
    const { body, modifiedAt } = result as StoredObject;
    res.set('Last-Modified', modifiedAt.toUTCString());
    res.type('application/json').end(body);
  },
  sendError: (res, { status, code, message }) => {
    const content = {
      Code: code,
      Message: message,
      RequestId: requestId(res),
    };
    res.status(status).type('application/xml').end(toXml('Error', content));
  },
};

/** The services by the name that signatures have for them. */
export const protocols: Record<string, Protocol> = {
  events: json('1.1', 'events', eventBridge),
  monitoring: json('1.0', 'cloudwatch', cloudWatch),
  rds: query('http://rds.amazonaws.com/doc/2014-10-31/', 'rds', rds),
  cloudformation: query(
    'http://cloudformation.amazonaws.com/doc/2010-05-15/',
    'cloudformation',
    cloudFormation,
  ),
  sts: query('https://sts.amazonaws.com/doc/2011-06-15/', 'sts', sts),
  appsync: rest(
    'appsync',
    [
      ['GET', /^\/v1\/apis\/(?<apiId>[^/]+)$/, 'GetGraphqlApi'],
      ['GET', /^\/v1\/apis\/(?<apiId>[^/]+)\/apikeys$/, 'ListApiKeys'],
      [
        'GET',
        /^\/v1\/apis\/(?<apiId>[^/]+)\/schema$/,
        'GetIntrospectionSchema',
      ],
    ],
    appsyncControl,
  ),
  'rds-data': rest(
    'rds-data',
    [['POST', /^\/Execute$/, 'ExecuteStatement']],
    rdsData,
  ),
  s3: objects,
};

function readJson(req: Request): Record<string, unknown> {
  try {
    return JSON.parse(bodyOf(req) || '{}') as Record<string, unknown>;
  } catch {
    throw new AwsError(400, 'SerializationException', 'The body is no JSON.');
  }
}
