import { App, CloudFormationValidatePlugin } from 'aws-cdk-lib';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Templates } from './templates.ts';

let plugin: CloudFormationValidatePlugin | undefined;

/** The ids of the rules of CloudFormation's own validator that the templates break. */
export function findingsOfTheValidator(templates: Templates): string[] {
  // Its engine takes seconds to start.
  plugin ??= new CloudFormationValidatePlugin();
  const folder = mkdtempSync(path.join(tmpdir(), 'portal-templates-'));
  try {
    const stackTemplates = Object.entries(templates).map(
      ([stackConstructPath, template]) => {
        const templatePath = path.join(folder, `${stackConstructPath}.json`);
        writeFileSync(templatePath, JSON.stringify(template));
        return {
          stackConstructPath,
          templatePath,
          accountId: undefined,
          region: undefined,
        };
      },
    );
    const { violations } = plugin.validate({
      stackTemplates,
      templatePaths: stackTemplates.map(({ templatePath }) => templatePath),
      appConstruct: new App(),
    });
    return violations.map(({ ruleName }) => ruleName);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
