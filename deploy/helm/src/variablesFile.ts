import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import {
  RANDOM_VARIABLES,
  variableGroups,
  type VariableGroup,
} from '@internal/deploy-image';
import { stringify } from 'yaml';
import { inChart } from './chart.ts';

const HEADER =
  '# Written by `yarn workspace @internal/deploy-helm variables` from deploy/image.\n';

/** The list of variables as the chart's templates read it. */
export function variablesForTemplates(): string {
  const groups = variableGroups.map(
    ({ id, title, use, variables }: VariableGroup) => {
      const names = (
        wanted: (variable: VariableGroup['variables'][number]) => boolean,
      ) => variables.filter(wanted).map(({ name }) => name);
      return {
        id,
        title,
        use,
        settings: names(({ secret }) => !secret),
        required: names(({ secret, required }) => !secret && required),
        secrets: names(({ secret }) => secret),
        // Each has a secret of its own, so that a change of one leaves the others alone.
        random: names(({ name }) => RANDOM_VARIABLES.includes(name)),
      };
    },
  );
  return HEADER + stringify({ groups });
}

const file = inChart('files/variables.yaml');

/** What the chart carries. */
export const writtenVariables = (): string => readFileSync(file, 'utf8');

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(file, variablesForTemplates());
