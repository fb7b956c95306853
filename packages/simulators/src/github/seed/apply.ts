import type { ActionsService } from '../actions/ActionsService';
import type { GithubState } from '../state';
import type { Environment } from '../environments';
import type { Account, Repository } from '../types';
import { seededGit } from './git';
import type {
  AccountSeed,
  AppSeed,
  EnvironmentSeed,
  GithubSeed,
  RepositorySeed,
  RunSeed,
} from './types';

const accountsSince = '2024-03-04T09:00:00Z';
const hour = 3_600_000;

/** Fills an empty state with a seed. */
export async function applySeed(
  state: GithubState,
  actions: ActionsService,
  seed: GithubSeed,
): Promise<void> {
  state.rateLimit = seed.rateLimit ?? 5000;
  seed.accounts.forEach(account => addAccount(state, account));
  seed.oauthApps.forEach(app => state.oauthApps.set(app.clientId, app));
  seed.apps.forEach(app => addApp(state, app));
  state.teams = (seed.teams ?? []).map(team => ({
    ...team,
    id: state.ids.team(),
  }));
  for (const { value, login, scopes } of seed.tokens) {
    state.tokens.set(value, {
      value,
      kind: 'user',
      account: state.account(login),
      scopes,
    });
  }
  for (const repository of seed.repositories) {
    await addRepository(state, actions, repository);
  }
}

function addAccount(state: GithubState, seed: AccountSeed): Account {
  const id = state.ids.account();
  const account: Account = {
    id,
    login: seed.login,
    type: seed.type ?? 'User',
    name: seed.name,
    email: seed.email ?? `${id}+${seed.login}@users.noreply.github.com`,
    bio: seed.bio,
    createdAt: accountsSince,
    person: seed.person ?? false,
    member: seed.member ?? false,
    seesRestricted: seed.seesRestricted ?? false,
    rights: new Map(Object.entries(seed.rights ?? {})),
  };
  state.accounts.set(account.login.toLowerCase(), account);
  return account;
}

function addApp(state: GithubState, seed: AppSeed): void {
  const bot = addAccount(state, { login: `${seed.slug}[bot]` });
  bot.type = 'Bot';
  const owner = state.account(seed.owner);
  state.apps.set(seed.id, { ...seed, owner, bot, createdAt: accountsSince });
}

async function addRepository(
  state: GithubState,
  actions: ActionsService,
  seed: RepositorySeed,
): Promise<void> {
  const [ownerLogin, name] = seed.name.split('/');
  const now = state.clock.now();
  const git = await seededGit(seed, (login, at) => state.signature(login, at));
  const repository: Repository = {
    id: state.ids.repository(),
    owner: state.account(ownerLogin),
    name,
    fullName: seed.name,
    description: seed.description,
    visibility: seed.visibility ?? 'private',
    restricted: seed.restricted ?? false,
    fork: seed.fork ?? false,
    language: seed.language ?? 'TypeScript',
    topics: seed.topics ?? [],
    defaultBranch: seed.defaultBranch,
    createdAt: Date.parse(accountsSince),
    pushedAt: now,
    git,
    protectedBranches: new Set(seed.protectedBranches ?? [seed.defaultBranch]),
    environments: (seed.environments ?? []).map(environment =>
      makeEnvironment(
        state,
        typeof environment === 'string' ? { name: environment } : environment,
      ),
    ),
    workflows: [],
    runs: [],
  };
  state.addRepository(repository);
  await registerWorkflows(state, actions, repository, seed);
  const runs = [...(seed.runs ?? [])].sort((a, b) => b.hoursAgo - a.hoursAgo);
  for (const run of runs) {
    await addRun(state, actions, repository, run);
  }
}

function makeEnvironment(
  state: GithubState,
  seed: EnvironmentSeed,
): Environment {
  const { deployFrom } = seed;
  return {
    id: state.ids.environment(),
    name: seed.name,
    createdAt: Date.parse(accountsSince),
    reviewers: [
      ...(seed.reviewers ?? []).map(login => ({
        type: 'User' as const,
        reviewer: state.account(login),
      })),
      ...(seed.reviewerTeams ?? []).map(({ slug, name, members }) => ({
        type: 'Team' as const,
        reviewer: {
          id: state.ids.team(),
          slug,
          name,
          members: members.map(login => state.account(login)),
        },
      })),
    ],
    preventSelfReview: seed.preventSelfReview ?? false,
    waitMinutes: seed.waitMinutes ?? 0,
    deployFrom: Array.isArray(deployFrom)
      ? deployFrom.map(({ name, type = 'branch' }) => ({
          id: state.ids.environment(),
          name,
          type,
        }))
      : deployFrom,
  };
}

async function registerWorkflows(
  state: GithubState,
  actions: ActionsService,
  repository: Repository,
  seed: RepositorySeed,
): Promise<void> {
  await actions.registry.registerDefaultBranch(repository);
  for (const { path, name, state: workflowState } of seed.workflows ?? []) {
    const workflow = actions.registry.register(repository, path);
    workflow.name = name ?? workflow.name;
    workflow.state = workflowState ?? 'active';
  }
  for (const workflow of repository.workflows) {
    workflow.createdAt = Date.parse(accountsSince);
    workflow.updatedAt = Math.min(state.clock.now(), repository.pushedAt);
  }
}

async function addRun(
  state: GithubState,
  actions: ActionsService,
  repository: Repository,
  seed: RunSeed,
): Promise<void> {
  const workflow = actions.registry.findWorkflow(repository, seed.workflow);
  const sha = repository.git.resolve(seed.ref);
  if (!sha) {
    throw new Error(
      `${repository.fullName}: a run is on ${seed.ref}, which is not there`,
    );
  }
  const isTag = repository.git.refs.has(`refs/tags/${seed.ref}`);
  const ref = {
    ref: `refs/${isTag ? 'tags' : 'heads'}/${seed.ref}`,
    name: seed.ref,
    sha,
  };
  await actions.startInPast(
    repository,
    workflow,
    {
      event: seed.event,
      ref,
      actor: state.account(seed.actor),
      inputs: seed.inputs,
    },
    state.clock.now() - seed.hoursAgo * hour,
    plan => {
      for (const step of plan.flatMap(({ steps }) => steps)) {
        if (step.name === seed.failAt) {
          step.run = `${step.run ?? ''}\nexit 1`;
        }
      }
    },
    seed.cancelAfterSeconds,
  );
}
