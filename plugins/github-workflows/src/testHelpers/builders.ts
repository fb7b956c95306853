import type {
  AuditEntry,
  Dispatch,
  FormResponse,
  GitRef,
  Job,
  RepositoryResponse,
  Run,
  Step,
  Workflow,
  WorkflowInput,
} from '@internal/plugin-github-workflows-common';

/** Commit and blob that the builders use: 40 hexadecimal digits each. */
const SHA = '4f1c0ffee0ddba11decade5eed0fab1e0a11b0a7';
export const BLOB = 'b10bb10bb10bb10bb10bb10bb10bb10bb10bb10b';

/** When the builders' things were last read and made. */
export const NOW = '2026-11-20T10:00:00Z';

const fresh = { fetchedAt: NOW, stale: false };

export function makeRepository(
  part: Partial<RepositoryResponse> = {},
): RepositoryResponse {
  return {
    host: 'github.com',
    owner: 'MobWorx',
    repo: 'studio-service',
    htmlUrl: 'https://github.com/MobWorx/studio-service',
    tokenUrl: 'https://github.com/MobWorx/studio-service',
    defaultBranch: 'main',
    viewer: { mayRun: true },
    mayManage: true,
    ...fresh,
    ...part,
  };
}

export function makeRef(part: Partial<GitRef> = {}): GitRef {
  return {
    name: 'main',
    type: 'branch',
    sha: SHA,
    isDefault: (part.name ?? 'main') === 'main',
    isProtected: false,
    ...part,
  };
}

export function makeRun(part: Partial<Run> = {}): Run {
  const id = part.id ?? 501;
  return {
    id,
    number: 42,
    attempt: 1,
    workflowName: 'Deploy',
    workflowFile: 'deploy.yml',
    title: 'Deploy to staging',
    event: 'workflow_dispatch',
    status: 'completed',
    conclusion: 'success',
    createdAt: '2026-11-20T09:55:00Z',
    startedAt: '2026-11-20T09:55:05Z',
    completedAt: '2026-11-20T09:57:10Z',
    ref: 'main',
    headSha: SHA,
    actor: 'lee-moran',
    htmlUrl: `https://github.com/MobWorx/studio-service/actions/runs/${id}`,
    ...part,
  };
}

/** A run that is under way; its start is `startedAt`. */
export function makeRunningRun(part: Partial<Run> = {}): Run {
  return makeRun({
    status: 'in_progress',
    conclusion: undefined,
    completedAt: undefined,
    ...part,
  });
}

export function makeStep(part: Partial<Step> = {}): Step {
  return {
    number: 1,
    name: 'Set up job',
    status: 'completed',
    conclusion: 'success',
    startedAt: '2026-11-20T09:55:05Z',
    completedAt: '2026-11-20T09:55:10Z',
    ...part,
  };
}

export function makeJob(part: Partial<Job> = {}): Job {
  return {
    id: 9001,
    name: 'deploy',
    status: 'completed',
    conclusion: 'success',
    startedAt: '2026-11-20T09:55:05Z',
    completedAt: '2026-11-20T09:57:10Z',
    runnerName: 'ubuntu-24.04',
    steps: [
      makeStep(),
      makeStep({ number: 2, name: 'Run npm run deploy' }),
      makeStep({ number: 3, name: 'Complete job' }),
    ],
    ...part,
  };
}

export function makeWorkflow(part: Partial<Workflow> = {}): Workflow {
  const file = part.file ?? 'deploy.yml';
  return {
    file,
    path: `.github/workflows/${file}`,
    name: 'Deploy',
    state: 'runnable',
    problems: [],
    ...part,
  };
}

export function makeInput(part: Partial<WorkflowInput> = {}): WorkflowInput {
  return { name: 'note', type: 'string', required: false, ...part };
}

export function makeForm(part: Partial<FormResponse> = {}): FormResponse {
  return {
    file: 'deploy.yml',
    name: 'Deploy',
    ref: makeRef(),
    state: 'runnable',
    identity: 'user',
    blobSha: BLOB,
    inputs: [],
    problems: [],
    viewer: { mayRun: true, refusedEnvironments: [] },
    ...fresh,
    ...part,
  };
}

export function makeAuditEntry(part: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: '1',
    at: NOW,
    action: 'dispatch',
    user: 'user:default/sam-okoro',
    githubLogin: 'sam-okoro',
    entityRef: 'component:default/studio-service',
    repository: 'github.com/mobworx/studio-service',
    workflowFile: 'deploy.yml',
    ref: 'main',
    runId: 501,
    inputs: {},
    details: {},
    identity: 'user',
    outcome: 'done',
    ...part,
  };
}

export function makeDispatch(part: Partial<Dispatch> = {}): Dispatch {
  return {
    id: 'd-1',
    entityRef: 'component:default/studio-service',
    workflowFile: 'deploy.yml',
    ref: 'main',
    refType: 'branch',
    inputs: {},
    requestedAt: NOW,
    state: 'started',
    identity: 'user',
    runId: 501,
    ...part,
  };
}
