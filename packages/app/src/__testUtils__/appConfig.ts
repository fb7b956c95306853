import { readFileSync } from 'fs';
import { resolve } from 'path';
import { JsonObject } from '@backstage/types';
import { parse } from 'yaml';

/**
 * The `app` block of the app-config.yaml that the portal really starts with: what the tests see
 * switched off is switched off for users too.
 */
export function readAppBlock(): JsonObject {
  const file = resolve(__dirname, '../../../../app-config.yaml');
  return parse(readFileSync(file, 'utf8')).app;
}
