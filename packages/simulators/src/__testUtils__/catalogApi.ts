import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

type Json = { [key: string]: any };

const folder = path.resolve(__dirname, '../../../../catalog/apis');

function resolve(document: Json, value: Json): Json {
  return typeof value.$ref === 'string'
    ? value.$ref
        .slice(2)
        .split('/')
        .reduce((part: Json, name: string) => part[name], document)
    : value;
}

/** OpenAPI 3.0 writes `nullable` where JSON Schema has a type `null`. */
function toJsonSchema(schema: Json): Json {
  const text = JSON.stringify(schema)
    .replaceAll('"#/', '"document#/')
    .replaceAll(/"type":"(\w+)","nullable":true/g, '"type":["$1","null"]');
  return JSON.parse(text) as Json;
}

/**
 * Checks answers against an OpenAPI description of the catalog.
 * @returns a function that gives what is wrong with a body; empty when nothing is
 */
export function catalogApi(name: string) {
  const document = parse(
    parse(readFileSync(path.join(folder, `${name}.yaml`), 'utf8')).spec
      .definition,
  ) as Json;
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema({
    $id: 'document',
    components: toJsonSchema(document.components),
  });
  return (
    method: string,
    template: string,
    status: number,
    body: unknown,
  ): string[] => {
    const answers = document.paths[template][method.toLowerCase()].responses;
    const { content } = resolve(document, answers[status]);
    const { schema } = content['application/json'];
    const validate = ajv.compile(toJsonSchema(schema));
    return validate(body)
      ? []
      : validate.errors!.map(
          ({ instancePath, message }) => `${instancePath} ${message}`,
        );
  };
}
