import { readFile } from 'node:fs/promises';
import path from 'node:path';

const JSON_PLACE = '%%LIGHTHOUSE_JSON%%';
const SCRIPT_PLACE = '%%LIGHTHOUSE_JAVASCRIPT%%';

/**
 * Makes of a report the one-file page that `lighthouse --output html` makes, from the template and
 * the script in Lighthouse's package. Lighthouse itself is not loaded: it belongs into the worker.
 *
 * @param report - as JSON
 */
export async function renderHtml(report: string): Promise<string> {
  const folder = path.dirname(require.resolve('lighthouse/package.json'));
  const [template, script] = await Promise.all(
    ['report/assets/standalone-template.html', 'dist/report/standalone.js'].map(
      file => readFile(path.join(folder, file), 'utf8'),
    ),
  );
  const [head, ...rest] = template.split(JSON_PLACE);
  const tail = rest.join('').split(SCRIPT_PLACE);
  return [
    head,
    harmless(report),
    tail.join(script.replace(/<\//g, '\\u003c/')),
  ].join('');
}

/** JSON that ends neither the script element around it nor one of its lines. */
function harmless(json: string): string {
  return json
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}
