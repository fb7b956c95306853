import { createHash } from 'node:crypto';
import { notFound } from './ApiError';
import type {
  BugsnagSeed,
  ErrorSeed,
  OrganizationSeed,
  ProjectSeed,
} from './types';

/** Bugsnag's ids are 24 hexadecimal digits. */
export const idOf = (...parts: string[]) =>
  createHash('sha1').update(parts.join('\n')).digest('hex').slice(0, 24);

export interface Organization extends OrganizationSeed {
  id: string;
}

export interface Project extends ProjectSeed {
  id: string;
  organization: Organization;
}

// What a web client meets now and then; each with a number of its own, as messages have them.
const FURTHER: [errorClass: string, context: string, message: string][] = [
  ['AbortError', '/rooms/:id', 'The play() request of tile # was interrupted'],
  ['NetworkError', '/rooms', 'Fetching page # of the list of rooms failed'],
  ['NotAllowedError', '/rooms/:id/join', 'Microphone # was denied'],
  ['RangeError', '/rooms/:id/chat', 'Message # is longer than the chat allows'],
  ['DataError', '/settings', 'Preset # of the virtual background is damaged'],
  ['TimeoutError', '/rooms/:id', 'No ICE candidate within # seconds'],
  ['SyntaxError', '/sign-up', 'Unexpected token in invitation #'],
];

/** A small error, which makes the list longer. */
function furtherError(index: number, stages: string[]): ErrorSeed {
  const [errorClass, context, message] = FURTHER[index % FURTHER.length];
  return {
    errorClass,
    message: message.replace('#', String(index + 1)),
    context,
    severity: index % 3 === 0 ? 'warning' : 'info',
    status: index % 4 === 3 ? 'ignored' : 'open',
    stages: [stages[index % stages.length]],
    events: 2 + (index % 7),
    users: 1 + (index % 3),
    firstSeenDaysAgo: 20 + index,
    lastSeenHoursAgo: 30 + index * 7,
  };
}

/** The organizations and projects of the account. */
export class Account {
  private fillers = 0;

  constructor(private readonly seed: BugsnagSeed) {}

  reset(): void {
    this.fillers = 0;
  }

  /** Adds empty projects in front of those of each organization. */
  addProjects(count: number): void {
    this.fillers += count;
  }

  /** @param slugs - those that the caller's user belongs to; all when left out */
  organizations(slugs?: string[]): Organization[] {
    return this.seed.organizations
      .filter(({ slug }) => !slugs || slugs.includes(slug))
      .map(organization => ({ ...organization, id: idOf(organization.slug) }));
  }

  /** @throws ApiError 404 */
  projectsOf(organizationId: string, slugs?: string[]): Project[] {
    const organization = this.organizations(slugs).find(
      ({ id }) => id === organizationId,
    );
    if (!organization) {
      throw notFound();
    }
    return [...this.emptyProjects(), ...organization.projects].map(project => ({
      ...project,
      id: idOf(organization.slug, project.slug),
      organization,
    }));
  }

  /** @throws ApiError 404 */
  project(projectId: string, slugs?: string[]): Project {
    const found = this.organizations(slugs)
      .flatMap(({ id }) => this.projectsOf(id, slugs))
      .find(({ id }) => id === projectId);
    if (!found) {
      throw notFound();
    }
    return found;
  }

  /** All errors of a project, those that only make the list longer too. */
  errorsOf(project: Project): (ErrorSeed & { id: string })[] {
    const further = Array.from({ length: project.further ?? 0 }, (_, index) =>
      furtherError(index, project.stages),
    );
    return [...project.errors, ...further].map(error => ({
      ...error,
      id: idOf(project.id, error.errorClass, error.message),
    }));
  }

  private emptyProjects(): ProjectSeed[] {
    return Array.from({ length: this.fillers }, (_, index) => ({
      name: `Empty ${index + 1}`,
      slug: `empty-${index + 1}`,
      apiKey: idOf('empty', String(index)).padEnd(32, '0'),
      type: 'js',
      stages: [],
      errors: [],
    }));
  }
}
