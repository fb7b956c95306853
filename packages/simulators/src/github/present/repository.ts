import type { Repository, Right } from '../types';
import { simpleUser } from './account';
import { nodeId, timestamp, type Links } from './links';

const urlSuffixes: Record<string, string> = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
};

/** `minimal-repository`, as runs and webhooks embed it. */
export function minimalRepository(repository: Repository, links: Links) {
  const url = links.api(`/repos/${repository.fullName}`);
  return {
    id: repository.id,
    node_id: nodeId('Repository', repository.id),
    name: repository.name,
    full_name: repository.fullName,
    private: repository.visibility === 'private',
    owner: simpleUser(repository.owner, links),
    html_url: links.html(`/${repository.fullName}`),
    description: repository.description,
    fork: repository.fork,
    url,
    ...Object.fromEntries(
      Object.entries(urlSuffixes).map(([key, suffix]) => [
        key,
        `${url}${suffix}`,
      ]),
    ),
  };
}

/**
 * `full-repository`.
 * @param apiVersion - `2026-03-10` drops `has_downloads` (github/docs breaking-changes-changelog.md)
 */
export function fullRepository(
  repository: Repository,
  right: Right,
  apiVersion: string,
  links: Links,
) {
  const html = links.html(`/${repository.fullName}`);
  return {
    ...minimalRepository(repository, links),
    git_url: html.replace(/^https?:/, 'git:').concat('.git'),
    ssh_url: `git@localhost:${repository.fullName}.git`,
    clone_url: `${html}.git`,
    svn_url: html,
    homepage: null,
    language: repository.language,
    forks_count: 0,
    stargazers_count: 0,
    watchers_count: 0,
    size: repository.git.filesOf(
      repository.git.resolve(repository.defaultBranch) ?? '',
    ).size,
    default_branch: repository.defaultBranch,
    open_issues_count: 0,
    is_template: false,
    topics: repository.topics,
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    ...(apiVersion === '2022-11-28' ? { has_downloads: true } : {}),
    has_discussions: false,
    archived: false,
    disabled: false,
    mirror_url: null,
    license: null,
    visibility: repository.visibility,
    pushed_at: timestamp(repository.pushedAt),
    created_at: timestamp(repository.createdAt),
    updated_at: timestamp(repository.pushedAt),
    permissions: permissions(right),
    forks: 0,
    open_issues: 0,
    watchers: 0,
    network_count: 0,
    subscribers_count: 0,
    ...(repository.owner.type === 'Organization'
      ? { organization: simpleUser(repository.owner, links) }
      : {}),
  };
}

function permissions(right: Right) {
  const writes = right === 'write' || right === 'admin';
  return {
    admin: right === 'admin',
    maintain: right === 'admin',
    push: writes,
    triage: writes,
    pull: right !== 'none',
  };
}
