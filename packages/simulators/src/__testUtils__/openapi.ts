import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

type Json = { [key: string]: any };

interface Response {
  content?: Record<string, { schema?: Json }>;
}

/** An operation of GitHub's official OpenAPI description. */
export interface Operation {
  id: string;
  method: string;
  template: string;
  responses: Record<string, Response>;
}

const file = path.resolve(__dirname, '../../openapi/github.json');
const description = JSON.parse(readFileSync(file, 'utf8')) as Json;

const errorSchema = { $ref: '#/components/schemas/basic-error' };

/** These parameters may hold slashes. */
const wide = new Set(['path', 'ref', 'branch', 'basehead']);

const operations = Object.entries(description.paths as Json).flatMap(
  ([template, methods]) =>
    Object.entries(methods as Json).map(
      ([method, { operationId, responses }]) => ({
        id: operationId as string,
        method: method.toUpperCase(),
        template,
        pattern: toPattern(template),
        responses: resolveAll(responses) as Operation['responses'],
      }),
    ),
);

/** All operations that the simulator claims to implement. */
export const allOperationIds = operations.map(({ id }) => id);

/** The operation of a path below the API's base. */
export function findOperation(
  method: string,
  requestPath: string,
): Operation | undefined {
  return operations
    .filter(
      operation =>
        operation.method === method && operation.pattern.test(requestPath),
    )
    .sort((a, b) => fixedParts(b.template) - fixedParts(a.template))[0];
}

/** What is wrong with a body by the official schema; empty when nothing is. */
export function schemaProblems(
  operation: Operation,
  status: number,
  body: unknown,
): string[] {
  const schema =
    operation.responses[status]?.content?.['application/json']?.schema;
  const validate = validator(
    `${operation.id} ${status}`,
    schema ?? errorSchema,
  );
  return validate(body)
    ? []
    : validate.errors!.map(
        ({ instancePath, message }) => `${instancePath || 'body'} ${message}`,
      );
}

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({
  $id: 'github',
  components: {
    schemas: mapValues(description.components.schemas, toJsonSchema),
  },
});

const validators = new Map<string, ValidateFunction>();

function validator(key: string, schema: Json): ValidateFunction {
  let found = validators.get(key);
  if (!found) {
    found = ajv.compile(absolute(toJsonSchema(schema)));
    validators.set(key, found);
  }
  return found;
}

function toPattern(template: string): RegExp {
  const source = template.replace(/\{([^}]+)\}/g, (_, name) =>
    wide.has(name) ? '.*' : '[^/]+',
  );
  return new RegExp(`^${source}$`);
}

function fixedParts(template: string): number {
  return template.split('/').filter(part => !part.startsWith('{')).length;
}

function resolveAll(responses: Json): Json {
  return Object.fromEntries(
    Object.entries(responses).map(([status, response]) => {
      const name = (response as Json).$ref?.split('/').at(-1);
      return [status, name ? description.components.responses[name] : response];
    }),
  );
}

/** OpenAPI 3.0 writes `nullable` where JSON Schema has a type `null`. */
function toJsonSchema(schema: any): any {
  if (Array.isArray(schema)) {
    return schema.map(toJsonSchema);
  }
  if (typeof schema !== 'object' || schema === null) {
    return schema;
  }
  const { nullable, properties, enum: values, ...rest } = schema;
  const converted = {
    ...mapValues(rest, toJsonSchema),
    ...(properties ? { properties: mapValues(properties, toJsonSchema) } : {}),
    ...(values ? { enum: values } : {}),
  };
  return nullable ? { anyOf: [converted, { type: 'null' }] } : converted;
}

function mapValues(record: Json, map: (value: any) => any): Json {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, map(value)]),
  );
}

function absolute(schema: any): any {
  const text = JSON.stringify(schema).replaceAll(
    '"#/components',
    '"github#/components',
  );
  return JSON.parse(text);
}
