import type {
  Dependency,
  DependencyFinding,
} from '@internal/plugin-datadog-common';
import type { StateLook } from './states';
import { counted } from './format';

/** What a comparison came to, and what that means. */
export const FINDING_LOOKS: Record<
  DependencyFinding,
  StateLook & { meaning: string }
> = {
  matched: {
    tone: 'success',
    label: 'Declared and observed',
    meaning: 'The catalog and Datadog agree.',
  },
  missing: {
    tone: 'warning',
    label: 'Missing',
    meaning:
      'Declared in the catalog, but no call was seen: it may be out of date, or nothing is traced there.',
  },
  extra: {
    tone: 'warning',
    label: 'Extra',
    meaning:
      'Calls were seen, but the catalog doesn’t declare it: add it to dependsOn.',
  },
  unobservable: {
    tone: 'neutral',
    label: 'Declared only',
    meaning: 'It names no service in Datadog, so its calls can’t be seen.',
  },
};

const NOTES: [DependencyFinding, words: string][] = [
  ['extra', 'observed but not declared'],
  ['missing', 'declared but not observed'],
  ['unobservable', 'declared without a service in Datadog'],
];

/** The comparison in a sentence, such as `5 dependencies: 1 observed but not declared.` */
export function summarise(dependencies: Dependency[]): string {
  if (dependencies.length === 0) {
    return 'The catalog declares no dependencies, and Datadog has seen no calls to others.';
  }
  const parts = NOTES.flatMap(([finding, words]) => {
    const count = dependencies.filter(one => one.finding === finding).length;
    return count > 0 ? [`${count} ${words}`] : [];
  });
  const whole = counted(dependencies.length, 'dependency', 'dependencies');
  return parts.length > 0
    ? `${whole}: ${parts.join(', ')}.`
    : `${whole}, all of them declared and observed.`;
}
