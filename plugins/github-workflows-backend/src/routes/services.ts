import {
  AuditorService,
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { CompoundEntityRef } from '@backstage/catalog-model';
import { ResourcePermission } from '@backstage/plugin-permission-common';
import type { Request } from 'express';
import { Authorization, Subject } from '../authorization';
import { GithubGateway } from '../github/GithubGateway';
import { RepositoryReader } from '../github/RepositoryReader';
import { RunReader } from '../github/RunReader';
import { DispatchService } from '../services/DispatchService';
import { RunActionService } from '../services/RunActionService';
import { RunWatcher } from '../services/RunWatcher';
import { WorkflowService } from '../services/WorkflowService';
import { DispatchStore } from '../store/DispatchStore';

/** Every entity-scoped route begins with this; the repository is derived on the server. */
export const ENTITY = '/entities/:kind/:namespace/:name';

/** Loads the entity of a request for the signed-in caller and checks the permission on it. */
export type SubjectOf = (
  req: Request,
  entity: CompoundEntityRef,
  permission?: ResourcePermission,
) => Promise<
  Subject & { credentials: BackstageCredentials<BackstageUserPrincipal> }
>;

/** What the router is made from. */
export interface RouterOptions {
  auditor: AuditorService;
  authorization: Authorization;
  dispatches: DispatchService;
  gateway: GithubGateway;
  httpAuth: HttpAuthService;
  maxLogBytes: number;
  repositories: RepositoryReader;
  runActions: RunActionService;
  runs: RunReader;
  store: DispatchStore;
  watcher: RunWatcher;
  workflows: WorkflowService;
}

export interface RouteServices extends RouterOptions {
  subjectOf: SubjectOf;
}
