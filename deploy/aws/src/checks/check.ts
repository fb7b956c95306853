import type { Portal } from '../app.ts';
import { resourcesOf, type Found, type Templates } from './templates.ts';

/** Something that has to hold for the templates, which CloudFormation's own validators don't look at. */
export interface Check {
  /** Names the check in a failure, such as `task-is-private`. */
  id: string;
  /** What is wrong, one sentence for each place; empty when it holds. */
  problems(templates: Templates, portal: Portal): string[];
}

/**
 * A check that every resource of a type has to pass.
 *
 * @param wrong - what is wrong with the resource; undefined when nothing is
 */
export function every(
  id: string,
  type: string,
  wrong: (
    resource: Found,
    templates: Templates,
    portal: Portal,
  ) => string | false | undefined,
): Check {
  return {
    id,
    problems: (templates, portal) => {
      const found = resourcesOf(templates, type);
      if (!found.length) return [`There is no ${type}.`];
      return found.flatMap(resource => {
        const sentence = wrong(resource, templates, portal);
        return sentence
          ? [`${resource.stack}: ${resource.id}: ${sentence}`]
          : [];
      });
    },
  };
}

/** A check that each environment has to pass. */
export function inEachEnvironment(
  id: string,
  problems: (
    environment: string,
    templates: Templates,
    portal: Portal,
  ) => (string | false | undefined)[],
): Check {
  return {
    id,
    problems: (templates, portal) =>
      Object.keys(portal.environments).flatMap(name =>
        problems(name, templates, portal)
          .filter(sentence => typeof sentence === 'string')
          .map(sentence => `${name}: ${sentence}`),
      ),
  };
}

/** The settings of the environment that a resource belongs to. */
export function environmentOf({ stack }: Found, portal: Portal) {
  const name = Object.keys(portal.environments).find(each =>
    stack.endsWith(`-${each}`),
  );
  return name ? portal.environments[name] : undefined;
}

/** A list, whether one or several were written. */
export const listOf = <T>(value: T | T[] | undefined): T[] => {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
};
