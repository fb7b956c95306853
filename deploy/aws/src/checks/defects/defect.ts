import { resourcesOf, type Templates } from '../templates.ts';

/** A mistake that somebody could make, put into good templates. */
export interface Defect {
  /** The check, or the rule of CloudFormation's validator, that has to find it. */
  caughtBy: string;
  mistake: string;
  make(templates: Templates): void;
}

type Properties = Record<string, any>;

// Production's where there is one: its rules are the stricter ones.
function choose(
  templates: Templates,
  type: string,
  fits: (properties: Properties) => boolean = () => true,
) {
  const found = resourcesOf(templates, type).filter(({ properties }) =>
    fits(properties),
  );
  const chosen =
    found.find(({ stack }) => stack.endsWith('-production')) ?? found.at(-1);
  if (!chosen) throw new Error(`There is no ${type} to break.`);
  return chosen;
}

/** A defect that changes the properties of a resource. */
export const on = (
  caughtBy: string,
  mistake: string,
  type: string,
  change: (properties: Properties) => void,
  fits?: (properties: Properties) => boolean,
): Defect => ({
  caughtBy,
  mistake,
  make: templates => change(choose(templates, type, fits).properties),
});

/** A defect that changes the container of the portal. */
export const onPortal = (
  caughtBy: string,
  mistake: string,
  change: (container: Properties) => void,
): Defect =>
  on(
    caughtBy,
    mistake,
    'AWS::ECS::TaskDefinition',
    ({ ContainerDefinitions }) => change(ContainerDefinitions[0]),
  );

/** A defect that leaves a resource out. */
export const remove = (
  caughtBy: string,
  mistake: string,
  type: string,
): Defect => ({
  caughtBy,
  mistake,
  make: templates => {
    const { stack, id } = choose(templates, type);
    delete templates[stack].Resources[id];
  },
});
