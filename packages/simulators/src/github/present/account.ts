import type { Account } from '../types';
import { nodeId, type Links } from './links';

/** `simple-user` of the API. */
export function simpleUser(account: Account, links: Links) {
  const url = links.api(`/users/${encodeURIComponent(account.login)}`);
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId(account.type, account.id),
    avatar_url: links.html(`/avatars/${account.id}`),
    gravatar_id: '',
    url,
    html_url: links.html(`/${account.login}`),
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    site_admin: false,
  };
}

/** `public-user`: what anyone may read of an account. */
export function publicUser(account: Account, links: Links) {
  return {
    ...simpleUser(account, links),
    name: account.name ?? null,
    company: account.member ? 'MobWorx' : null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: account.bio ?? null,
    twitter_username: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: account.createdAt,
    updated_at: account.createdAt,
  };
}

/** `private-user`: what an account reads of itself. */
export function privateUser(account: Account, links: Links) {
  return {
    ...publicUser(account, links),
    email: account.email ?? null,
    private_gists: 0,
    total_private_repos: 0,
    owned_private_repos: 0,
    disk_usage: 0,
    collaborators: 0,
    two_factor_authentication: true,
  };
}
