import {
  Project,
  ProjectRef,
  projectUrl,
  StabilityTarget,
} from '@internal/plugin-bugsnag-common';
import {
  CodedError,
  isCodedError,
  type Aged,
  type Remembered,
} from '@internal/upstream-node';
import { problem } from '../problems';
import {
  organizationsAnswer,
  projectsAnswer,
  type ProjectAnswer,
} from '../upstream/answers';
import type { BugsnagClient } from '../upstream/BugsnagClient';
import type { PageStart } from '../upstream/nextPage';

// Projects come and go by the hand of an administrator.
const LIST_MS = 10 * 60_000;
// Who has just created one doesn't want to wait for that.
const AGAIN_MS = 60_000;
const PER_PAGE = 100;
const MAX_PAGES = 30;

/** A project that an annotation names, as Bugsnag has it. */
export interface FoundProject {
  id: string;
  /** In the form of the contract. */
  project: Project;
  target?: StabilityTarget;
  /** What links to its errors need. */
  linked: {
    dashboardUrl: string;
    organizationSlug: string;
    projectSlug: string;
  };
}

interface Organization {
  id: string;
  name: string;
  slug: string;
}

/** What a look into the lists gave, and when they were read. */
interface Search {
  readAt: string;
  found?: FoundProject;
  missing?: CodedError;
}

const MISSING = /^(organization|project)_(not_found|ambiguous)$/;

/**
 * Finds the projects that annotations name, by their exact names. The lists are read once for all
 * entities together.
 */
export class Projects {
  constructor(
    private readonly client: BugsnagClient,
    private readonly remembered: Remembered,
  ) {}

  /**
   * @throws NotFoundError with code `organization_not_found`, `organization_ambiguous`,
   *   `project_not_found` or `project_ambiguous`; errors of the client
   */
  async find(ref: ProjectRef): Promise<FoundProject> {
    const usual = await this.#search(ref, LIST_MS);
    const isRecent = Date.now() - Date.parse(usual.readAt) < AGAIN_MS;
    const { found, missing } =
      usual.missing && !isRecent ? await this.#search(ref, AGAIN_MS) : usual;
    if (missing) {
      throw missing;
    }
    return found!;
  }

  /** Looks in lists that are at most this old. */
  async #search(ref: ProjectRef, ttlMs: number): Promise<Search> {
    const organizations = await this.#organizations(ttlMs);
    let readAt = organizations.age.fetchedAt;
    try {
      const organization = pickOrganization(
        organizations.value,
        ref.organization,
      );
      const projects = await this.#projectsOf(organization, ttlMs);
      readAt = projects.age.fetchedAt;
      const found = pickProject(projects.value, ref, organization.name);
      return { readAt, found: this.#present(found, organization) };
    } catch (error) {
      if (isCodedError(error) && MISSING.test(error.code)) {
        return { readAt, missing: error };
      }
      throw error;
    }
  }

  #organizations(ttlMs: number): Promise<Aged<Organization[]>> {
    return this.remembered.read(
      ['organizations', String(ttlMs)],
      async () => {
        const { body } = await this.client.get(
          organizationsAnswer,
          '/user/organizations',
          new URLSearchParams(),
        );
        return body;
      },
      { ttlMs },
    );
  }

  #projectsOf(
    { id }: Organization,
    ttlMs: number,
  ): Promise<Aged<ProjectAnswer[]>> {
    return this.remembered.read(
      ['projects', id, String(ttlMs)],
      () => this.#readProjects(id),
      { ttlMs },
    );
  }

  async #readProjects(organizationId: string): Promise<ProjectAnswer[]> {
    const projects: ProjectAnswer[] = [];
    let start: PageStart | undefined = [];
    for (let page = 0; start; page += 1) {
      if (page === MAX_PAGES) {
        throw problem(
          'unavailable',
          'bugsnag_projects_endless',
          `Bugsnag's list of projects doesn't end: the portal read ${MAX_PAGES * PER_PAGE} of them.`,
          'Tell the platform team: the token should be that of a user who may see the projects of the catalog only.',
        );
      }
      const { body, next }: { body: ProjectAnswer[]; next?: PageStart } =
        await this.client.get(
          projectsAnswer,
          `/organizations/${encodeURIComponent(organizationId)}/projects`,
          new URLSearchParams([
            ['per_page', String(PER_PAGE)],
            ['sort', 'created_at'],
            ['direction', 'asc'],
            ...start,
          ]),
        );
      projects.push(...body);
      start = next;
    }
    return projects;
  }

  #present(found: ProjectAnswer, organization: Organization): FoundProject {
    const linked = {
      dashboardUrl: this.client.account.dashboardUrl,
      organizationSlug: organization.slug,
      projectSlug: found.slug,
    };
    const { target_stability: target, critical_stability: critical } = found;
    return {
      id: found.id,
      linked,
      project: {
        name: found.name,
        organization: organization.name,
        url: projectUrl(linked),
        stages: found.release_stages,
      },
      ...((target !== undefined || critical !== undefined) && {
        target: {
          of: found.stability_target_type === 'user' ? 'users' : 'sessions',
          ...(target !== undefined && { target }),
          ...(critical !== undefined && { critical }),
        },
      }),
    };
  }
}

/** The one of that name; names aren't unique in Bugsnag, slugs are. */
function pickOrganization(all: Organization[], name: string): Organization {
  const bySlug = all.find(({ slug }) => slug === name);
  const byName = all.filter(one => one.name === name);
  if (byName.length > 1 && !bySlug) {
    throw problem(
      'absent',
      'organization_ambiguous',
      `Bugsnag has ${byName.length} organizations that are called ${name}.`,
      'Write its slug instead: the first part of its address in the dashboard.',
    );
  }
  const found = bySlug ?? byName[0];
  if (!found) {
    throw problem(
      'absent',
      'organization_not_found',
      `The portal's token sees no organization in Bugsnag that is called exactly ${name}.`,
      'Correct the part before the slash in the annotation bugsnag.com/project-key; capital letters count.',
    );
  }
  return found;
}

function pickProject(
  all: ProjectAnswer[],
  { name, apiKey }: ProjectRef,
  organization: string,
): ProjectAnswer {
  const found = all.filter(project =>
    apiKey === undefined
      ? project.name === name
      : project.api_key?.toLocaleLowerCase('en-US') === apiKey,
  );
  if (found.length > 1) {
    throw problem(
      'absent',
      'project_ambiguous',
      `The organization ${organization} has ${found.length} projects in Bugsnag that are called ${name}.`,
      "Write the project's API key instead of its name.",
    );
  }
  if (found.length === 0) {
    throw problem(
      'absent',
      'project_not_found',
      apiKey === undefined
        ? `The organization ${organization} has no project in Bugsnag that is called exactly ${name}.`
        : `The organization ${organization} has no project in Bugsnag with the API key of the annotation.`,
      'Correct the part after the slash in the annotation bugsnag.com/project-key; capital letters count.',
    );
  }
  return found[0];
}
