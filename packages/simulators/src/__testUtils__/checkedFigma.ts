import { readFileSync } from 'node:fs';
import path from 'node:path';
import addFormats from 'ajv-formats';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { parse } from 'yaml';
import {
  startFigma,
  type FigmaExchange,
  type FigmaOptions,
  type FigmaSimulator,
} from '../figma/simulator';

type Json = { [key: string]: any };

const root = path.dirname(require.resolve('@figma/rest-api-spec/package.json'));
/** Figma's own description of its API. */
const description = parse(
  readFileSync(path.join(root, 'openapi/openapi.yaml'), 'utf8'),
) as Json;

// The prose says that a node which isn't there is null; the schema has forgotten it.
const { nodes } =
  description.components.responses.GetFileNodesResponse.content[
    'application/json'
  ].schema.properties;
nodes.additionalProperties = {
  oneOf: [nodes.additionalProperties, { type: 'null' }],
};

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: 'figma', components: description.components });

const operations = Object.entries(description.paths as Json).flatMap(
  ([template, methods]) =>
    Object.entries(methods as Json).map(([method, operation]) => ({
      method: method.toUpperCase(),
      template,
      pattern: new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`),
      responses: operation.responses as Json,
    })),
);

const validators = new Map<string, ValidateFunction>();

function validatorOf(name: string): ValidateFunction {
  let found = validators.get(name);
  if (!found) {
    found = ajv.compile({ $ref: `figma#/components/${name}` });
    validators.set(name, found);
  }
  return found;
}

function problemsOf(validate: ValidateFunction, value: unknown): string[] {
  return validate(value)
    ? []
    : validate.errors!.map(
        ({ instancePath, message }) => `${instancePath || 'body'} ${message}`,
      );
}

/** What a webhook's body has that Figma's description does not allow. */
export const payloadProblems = (schema: string, body: unknown) =>
  problemsOf(validatorOf(`schemas/${schema}`), body);

/** What an exchange has that Figma's description does not allow; empty when nothing. */
function figmaProblems(exchange: FigmaExchange): string[] {
  const { method, status, body } = exchange;
  const label = (problem: string) =>
    `${method} ${exchange.path} ${status}: ${problem}`;
  const operation = operations.find(
    one => one.method === method && one.pattern.test(exchange.path),
  );
  if (!operation) {
    return status === 404 ? [] : [label('is no operation of Figma')];
  }
  const name = (operation.responses[status]?.$ref as string)?.split('/').at(-1);
  if (!name) {
    return [label('is a status that Figma does not document here')];
  }
  return problemsOf(
    validatorOf(`responses/${name}/content/application~1json/schema`),
    body,
  ).map(label);
}

/**
 * For a test file: starts simulators whose every answer is checked against Figma's official
 * description. Problems fail the test that caused them; what was started is closed after it.
 */
export function checkedFigma() {
  const running: FigmaSimulator[] = [];
  const problems: string[] = [];
  const seen = new Set<string>();

  afterEach(async () => {
    await Promise.all(running.splice(0).map(figma => figma.close()));
    expect(problems.splice(0)).toEqual([]);
  });

  return {
    /** Operations that answered well, such as `GET /v1/files/{file_key}`. */
    seen,
    async start(options: FigmaOptions = {}): Promise<FigmaSimulator> {
      const figma = await startFigma({
        ...options,
        onExchange: exchange => {
          problems.push(...figmaProblems(exchange));
          const operation = operations.find(
            one =>
              one.method === exchange.method && one.pattern.test(exchange.path),
          );
          if (operation && exchange.status === 200) {
            seen.add(`${operation.method} ${operation.template}`);
          }
        },
      });
      running.push(figma);
      return figma;
    },
  };
}
