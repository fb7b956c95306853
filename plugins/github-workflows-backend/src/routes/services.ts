import {
  AuditorService,
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { CompoundEntityRef } from '@backstage/catalog-model';
import { ResourcePermission } from '@backstage/plugin-permission-common';
import { Run } from '@internal/plugin-github-workflows-common';
import type { Request } from 'express';
import { Authorization, Subject } from '../authorization';
import { AnnotationReader } from '../github/AnnotationReader';
import { ArtifactReader } from '../github/ArtifactReader';
import { AttemptReader } from '../github/AttemptReader';
import { GithubGateway } from '../github/GithubGateway';
import { RefDetailReader } from '../github/RefDetailReader';
import { RepositoryReader } from '../github/RepositoryReader';
import { RunReader } from '../github/RunReader';
import { WideAuthorization } from '../permissions/WideAuthorization';
import { WorkflowDetail } from '../permissions/workflowResource';
import { AuditedActions } from '../services/AuditedActions';
import { DispatchAs } from '../services/dispatchAs';
import { PresetReader } from '../presets/PresetReader';
import { IdentityRules } from '../services/IdentityRules';
import { DeploymentReviewService } from '../services/DeploymentReviewService';
import { PreflightService } from '../services/PreflightService';
import { RunActionService } from '../services/RunActionService';
import { RunListService } from '../services/RunListService';
import { RunWatcher } from '../services/RunWatcher';
import { WaitingRunService } from '../services/WaitingRunService';
import { OverviewService } from '../services/OverviewService';
import { StatusService } from '../services/StatusService';
import { WorkflowService } from '../services/WorkflowService';
import { WorkflowSwitch } from '../services/WorkflowSwitch';
import { AuditStore } from '../store/AuditStore';
import { DispatchStore } from '../store/DispatchStore';

/** Every entity-scoped route begins with this; the repository is derived on the server. */
export const ENTITY = '/entities/:kind/:namespace/:name';

/** What a run is of, for a permission on it; GitHub's own dynamic workflows have no file. */
export function detailOf(
  run: Pick<Run, 'workflowFile' | 'ref'>,
): WorkflowDetail {
  return { file: run.workflowFile || undefined, ref: run.ref };
}

/**
 * Loads the entity of a request for the signed-in caller and checks the permission on it, and on
 * the file, ref and environment as far as the request names them.
 */
export type SubjectOf = (
  req: Request,
  entity: CompoundEntityRef,
  permission?: ResourcePermission,
  detail?: WorkflowDetail,
) => Promise<
  Subject & { credentials: BackstageCredentials<BackstageUserPrincipal> }
>;

/** What the router is made from. */
export interface RouterOptions {
  annotations: AnnotationReader;
  artifacts: ArtifactReader;
  attempts: AttemptReader;
  auditor: AuditorService;
  auditedActions: AuditedActions;
  auditStore: AuditStore;
  authorization: Authorization;
  dispatchAs: DispatchAs;
  gateway: GithubGateway;
  httpAuth: HttpAuthService;
  maxArtifactBytes: number;
  identities: IdentityRules;
  maxLogBytes: number;
  preflights: PreflightService;
  overview: OverviewService;
  presets: PresetReader;
  refDetails: RefDetailReader;
  repositories: RepositoryReader;
  reviews: DeploymentReviewService;
  runActions: RunActionService;
  runLists: RunListService;
  runs: RunReader;
  status: StatusService;
  store: DispatchStore;
  waitingRuns: WaitingRunService;
  watcher: RunWatcher;
  wideAuthorization: WideAuthorization;
  workflows: WorkflowService;
  workflowSwitch: WorkflowSwitch;
}

export interface RouteServices extends RouterOptions {
  subjectOf: SubjectOf;
}
