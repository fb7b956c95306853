import type { CommitInfo } from '../git/GitStore';
import type { FileChange } from '../git/history';
import type { Account, Repository } from '../types';
import { simpleUser } from './account';
import { nodeId, timestamp, type Links } from './links';

/** Finds the account that a commit's e-mail belongs to. */
export type FindAuthor = (email: string) => Account | undefined;

/** `commit` of the API. */
export function commitObject(
  repository: Repository,
  commit: CommitInfo,
  findAuthor: FindAuthor,
  links: Links,
) {
  const url = links.api(`/repos/${repository.fullName}/commits/${commit.sha}`);
  const html = links.html(`/${repository.fullName}/commit/${commit.sha}`);
  const author = findAuthor(commit.author.email);
  const user = author ? simpleUser(author, links) : null;
  return {
    sha: commit.sha,
    node_id: nodeId('Commit', commit.sha),
    commit: {
      author: signature(commit.author),
      committer: signature(commit.committer),
      message: commit.message,
      tree: {
        sha: commit.tree,
        url: links.api(
          `/repos/${repository.fullName}/git/trees/${commit.tree}`,
        ),
      },
      url: links.api(`/repos/${repository.fullName}/git/commits/${commit.sha}`),
      comment_count: 0,
      verification: {
        verified: false,
        reason: 'unsigned',
        signature: null,
        payload: null,
        verified_at: null,
      },
    },
    url,
    html_url: html,
    comments_url: `${url}/comments`,
    author: user,
    committer: user,
    parents: commit.parents.map(sha => ({
      sha,
      url: links.api(`/repos/${repository.fullName}/commits/${sha}`),
      html_url: links.html(`/${repository.fullName}/commit/${sha}`),
    })),
  };
}

/** `simple-commit`: the head commit that a run carries. */
export function simpleCommit(commit: CommitInfo) {
  return {
    id: commit.sha,
    tree_id: commit.tree,
    message: commit.message,
    timestamp: timestamp(commit.committer.at),
    author: { name: commit.author.name, email: commit.author.email },
    committer: { name: commit.committer.name, email: commit.committer.email },
  };
}

/** `diff-entry` of the API, without the patch text (which GitHub leaves out for large files too). */
export function diffEntry(
  repository: Repository,
  commit: string,
  change: FileChange,
  links: Links,
) {
  const path = change.path.split('/').map(encodeURIComponent).join('/');
  const html = `/${repository.fullName}`;
  return {
    sha: change.sha,
    filename: change.path,
    status: change.status,
    additions: change.additions,
    deletions: change.deletions,
    changes: change.additions + change.deletions,
    blob_url: links.html(`${html}/blob/${commit}/${path}`),
    raw_url: links.html(`/raw${html}/${commit}/${path}`),
    contents_url: links.api(
      `/repos/${repository.fullName}/contents/${path}?ref=${commit}`,
    ),
  };
}

function signature(who: { name: string; email: string; at: number }) {
  return { name: who.name, email: who.email, date: timestamp(who.at) };
}
