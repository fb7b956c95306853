import type { App } from 'aws-cdk-lib';

/** A resource of a CloudFormation template; intrinsic functions are left as they are. */
export interface CfnResource {
  Type: string;
  // The shape depends on the type, and what is checked may be broken on purpose.
  Properties: Record<string, any>;
  DeletionPolicy?: string;
  DependsOn?: string | string[];
}

export interface CfnTemplate {
  Resources: Record<string, CfnResource>;
  Parameters?: Record<string, any>;
}

/** The templates of the portal by the names of their stacks. */
export type Templates = Record<string, CfnTemplate>;

/** A resource with where it was found. */
export interface Found {
  stack: string;
  id: string;
  type: string;
  properties: Record<string, any>;
  deletionPolicy?: string;
}

/**
 * Synthesizes an app without the seconds that CloudFormation's validator takes: a test runs the whole
 * `cdk synth`, which has it.
 */
export function synthesize(app: App) {
  const before = process.env.CDK_VALIDATION;
  process.env.CDK_VALIDATION = 'false';
  try {
    return app.synth();
  } finally {
    if (before === undefined) delete process.env.CDK_VALIDATION;
    else process.env.CDK_VALIDATION = before;
  }
}

/** The templates of an app, as copies that may be changed. */
export function templatesOf(app: App): Templates {
  return Object.fromEntries(
    synthesize(app).stacks.map(({ stackName, template }) => [
      stackName,
      structuredClone(template),
    ]),
  );
}

/** All resources of a type, over all stacks or in one. */
export function resourcesOf(
  templates: Templates,
  type: string,
  stack?: string,
): Found[] {
  return Object.entries(templates)
    .filter(([name]) => !stack || name === stack)
    .flatMap(([name, { Resources }]) =>
      Object.entries(Resources)
        .filter(([, resource]) => resource.Type === type)
        .map(([id, resource]) => ({
          stack: name,
          id,
          type,
          properties: resource.Properties ?? {},
          deletionPolicy: resource.DeletionPolicy,
        })),
    );
}
