import {
  AuditorService,
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  MetricsService,
  MetricsServiceCounter,
} from '@backstage/backend-plugin-api/alpha';
import { CompoundEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ResourcePermission } from '@backstage/plugin-permission-common';
import {
  AuditAction,
  AuditOutcome,
  DispatchInputs,
} from '@internal/plugin-github-workflows-common';
import { isCodedError } from '@internal/upstream-node';
import type { Request } from 'express';
import { Authorization, Subject } from '../authorization';
import { WorkflowDetail } from '../permissions/workflowResource';
import { repositoryKey } from '../repository';
import { AuditResult, AuditStore } from '../store/AuditStore';

/** Who acts; the request is absent where there is none, such as for an action of an assistant. */
export interface Caller {
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  request?: Request;
}

/** Something that somebody wants to do through the portal. */
export interface AuditedAction<T> {
  action: AuditAction;
  permission: ResourcePermission;
  entity: CompoundEntityRef;
  /** The file, ref and environment that it is about; read from the run where only that is named. */
  detail: WorkflowDetail | ((subject: Subject) => Promise<WorkflowDetail>);
  runId?: number;
  inputs?: DispatchInputs;
  /** Other things that were asked for, such as `debug` or `jobId`. */
  details?: Record<string, string | number | boolean>;
  /** Names a request that may come twice; see `AuditStore.begin`. */
  key?: string;
  /** Does it, once it is allowed and written down. */
  perform: (subject: Subject, detail: WorkflowDetail) => Promise<T>;
  /** What of the answer belongs into the audit: the run that was started, as whom. */
  resultOf?: (answer: T) => Partial<AuditResult>;
}

// Events of the framework's auditor, by what is done.
const EVENTS: Record<AuditAction, string> = {
  dispatch: 'dispatch',
  rerun: 'rerun',
  'rerun-failed': 'rerun',
  'rerun-job': 'rerun',
  cancel: 'cancel-run',
  'force-cancel': 'cancel-run',
  approve: 'review-deployment',
  reject: 'review-deployment',
  enable: 'manage-workflow',
  disable: 'manage-workflow',
};

const LOGIN_ANNOTATION = 'github.com/user-login';

/**
 * The one way to do something through the portal: allowed by the caller's permission, written down
 * before and after in the audit, and told to the framework's auditor, refusals too.
 */
export class AuditedActions {
  readonly #auditor: AuditorService;
  readonly #auth: AuthService;
  readonly #authorization: Authorization;
  readonly #catalog: CatalogService;
  readonly #counter: MetricsServiceCounter;
  readonly #logger: LoggerService;
  readonly #store: AuditStore;

  constructor(options: {
    auditor: AuditorService;
    auth: AuthService;
    authorization: Authorization;
    catalog: CatalogService;
    metrics: MetricsService;
    auditStore: AuditStore;
    logger: LoggerService;
  }) {
    this.#auditor = options.auditor;
    this.#auth = options.auth;
    this.#authorization = options.authorization;
    this.#catalog = options.catalog;
    this.#counter = options.metrics.createCounter(
      'portal.github_workflows.actions',
      {
        description:
          'What people did with workflows through the portal, by action and outcome',
      },
    );
    this.#logger = options.logger;
    this.#store = options.auditStore;
  }

  /**
   * @throws what the authorization and `perform` throw. An entity that the caller can't see leaves
   *   no entry: there is nothing that it could be an entry about.
   */
  async perform<T>(caller: Caller, wanted: AuditedAction<T>): Promise<T> {
    const { entity, runId, inputs = {}, details } = wanted;
    const event = await this.#auditor.createEvent({
      eventId: EVENTS[wanted.action],
      severityLevel: 'medium',
      request: caller.request,
      meta: {
        ...entity,
        action: wanted.action,
        ...(runId && { runId }),
        ...details,
        // Values stay in the database: a log is read by more people than may see a run.
        inputs: Object.keys(inputs),
      },
    });
    try {
      const answer = await this.#performRecorded(caller, wanted);
      await event.success({ meta: { ...wanted.resultOf?.(answer) } });
      return answer;
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
  }

  async #performRecorded<T>(
    { credentials }: Caller,
    wanted: AuditedAction<T>,
  ): Promise<T> {
    const { action, permission, runId, inputs, details, key } = wanted;
    const subject = await this.#authorization.subject(
      wanted.entity,
      credentials,
    );
    const detail =
      typeof wanted.detail === 'function'
        ? await wanted.detail(subject)
        : wanted.detail;
    const { userEntityRef } = credentials.principal;
    const id = await this.#store.begin({
      action,
      userRef: userEntityRef,
      githubLogin: await this.#loginOf(userEntityRef),
      entityRef: subject.entityRef,
      repository: repositoryKey(subject.repository),
      workflowFile: detail.file,
      ref: detail.ref,
      environment: detail.environment,
      runId,
      inputs,
      details,
      key: key && `${userEntityRef} ${key}`,
    });
    try {
      await this.#authorization.require(
        subject,
        credentials,
        permission,
        detail,
      );
      const answer = await wanted.perform(subject, detail);
      await this.#store.finish(id, {
        outcome: 'done',
        ...wanted.resultOf?.(answer),
      });
      this.#counter.add(1, { action, outcome: 'done' });
      return answer;
    } catch (error) {
      const errorCode = isCodedError(error) ? error.code : undefined;
      // The other request with the same key writes down what comes of it.
      if (errorCode !== 'dispatch_in_progress') {
        const outcome = outcomeOf(error);
        this.#counter.add(1, { action, outcome });
        await this.#store
          .finish(id, { outcome, errorCode })
          // The caller is told of what went wrong first. The entry is settled later: keepAudit.
          .catch(failure =>
            this.#logger.error(
              `The outcome of audit entry ${id} could not be written down`,
              failure,
            ),
          );
      }
      throw error;
    }
  }

  /** Who the person is on GitHub, as the catalog has it; whoever isn't in it has no login here. */
  async #loginOf(userRef: string): Promise<string | undefined> {
    const user = await this.#catalog.getEntityByRef(userRef, {
      credentials: await this.#auth.getOwnServiceCredentials(),
    });
    return user?.metadata.annotations?.[LOGIN_ANNOTATION];
  }
}

function outcomeOf(error: unknown): AuditOutcome {
  if (!isCodedError(error) || error.code.endsWith('_outcome_unknown')) {
    return 'unknown';
  }
  return error.name === 'ServiceUnavailableError' ? 'failed' : 'refused';
}
