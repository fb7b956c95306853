import {
  Dispatch,
  DispatchIdentity,
  DispatchInputs,
  DispatchMatch,
  DispatchState,
  redactInputs,
  RefType,
  RunConclusion,
  RunStatus,
} from '@internal/plugin-github-workflows-common';

/** A dispatch as it is asked for, before anything is sent. */
export interface NewDispatch {
  id: string;
  idempotencyKey: string;
  userRef: string;
  entityRef: string;
  repository: string;
  workflowFile: string;
  ref: string;
  refType: RefType;
  inputs: DispatchInputs;
  identity: DispatchIdentity;
  /** The actor whom GitHub will see, where known. */
  githubLogin?: string;
  /** The file that the form was made of. */
  blobSha: string;
  /** Head of the ref that the form showed. */
  headShaSeen?: string;
  /** Head of the ref just before it is sent. */
  headShaSent: string;
}

/** A dispatch as its table has it; PostgreSQL gives big integers as text. */
export interface DispatchRow {
  id: string;
  idempotency_key: string;
  user_ref: string;
  entity_ref: string;
  repository: string;
  workflow_file: string;
  ref: string;
  ref_type: RefType;
  inputs: string;
  state: DispatchState;
  identity: DispatchIdentity;
  github_login: string | null;
  blob_sha: string | null;
  head_sha_seen: string | null;
  head_sha_sent: string | null;
  run_head_sha: string | null;
  run_match: DispatchMatch | null;
  run_id: number | string | null;
  run_status: RunStatus | null;
  run_conclusion: RunConclusion | null;
  requested_at: number | string;
  updated_at: number | string;
}

/** A stored dispatch with what only the backend needs to know. */
export interface StoredDispatch {
  dispatch: Dispatch;
  repository: string;
  userRef: string;
  /** Head of the ref just before it was sent. */
  headShaSent?: string;
  /** When its state last changed. */
  updatedAt: Date;
}

/** The columns of what is asked for. */
export function askedFor(dispatch: NewDispatch) {
  return {
    workflow_file: dispatch.workflowFile,
    ref: dispatch.ref,
    ref_type: dispatch.refType,
    // GitHub was or will be sent the values; what looks secret is kept nowhere.
    inputs: JSON.stringify(redactInputs(dispatch.inputs)),
    identity: dispatch.identity,
    github_login: dispatch.githubLogin ?? null,
    blob_sha: dispatch.blobSha,
    head_sha_seen: dispatch.headShaSeen ?? null,
    head_sha_sent: dispatch.headShaSent,
  };
}

/** Reads a row. */
export function fromRow(row: DispatchRow): StoredDispatch {
  return {
    repository: row.repository,
    userRef: row.user_ref,
    headShaSent: row.head_sha_sent ?? undefined,
    updatedAt: new Date(Number(row.updated_at)),
    dispatch: {
      id: row.id,
      entityRef: row.entity_ref,
      workflowFile: row.workflow_file,
      ref: row.ref,
      refType: row.ref_type,
      inputs: JSON.parse(row.inputs),
      requestedAt: new Date(Number(row.requested_at)).toISOString(),
      state: row.state,
      identity: row.identity,
      ...(row.github_login && { githubLogin: row.github_login }),
      ...(row.head_sha_seen && { headShaSeen: row.head_sha_seen }),
      ...(row.run_head_sha && { runHeadSha: row.run_head_sha }),
      ...(row.run_match && { match: row.run_match }),
      // PostgreSQL gives big integers as text.
      ...(row.run_id !== null && { runId: Number(row.run_id) }),
      ...(row.run_status && { runStatus: row.run_status }),
      ...(row.run_conclusion && { runConclusion: row.run_conclusion }),
    },
  };
}
