import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { registerActions } from './actions/registerActions';
import { Authorization } from './authorization';
import { readGithubWorkflowsConfig } from './config';
import { AnnotationReader } from './github/AnnotationReader';
import { ArtifactReader } from './github/ArtifactReader';
import { AttemptReader } from './github/AttemptReader';
import { DeploymentReader } from './github/DeploymentReader';
import { GithubGateway } from './github/GithubGateway';
import { RefDetailReader } from './github/RefDetailReader';
import { RepositoryReader } from './github/RepositoryReader';
import { createLiveState } from './liveState';
import { registerPermissions } from './permissions/registerPermissions';
import { WideAuthorization } from './permissions/WideAuthorization';
import { PresetReader } from './presets/PresetReader';
import { createRouter } from './router';
import { AuditedActions } from './services/AuditedActions';
import { createDispatchAs } from './services/dispatchAs';
import { DispatchService } from './services/DispatchService';
import { IdentityRules } from './services/IdentityRules';
import { keepAudit } from './services/keepAudit';
import { DeploymentReviewService } from './services/DeploymentReviewService';
import { PreflightService } from './services/PreflightService';
import { RunActionService } from './services/RunActionService';
import { RunListService } from './services/RunListService';
import { RunMatcher } from './services/RunMatcher';
import { SelfReviewRule } from './services/SelfReviewRule';
import { WaitingRunService } from './services/WaitingRunService';
import { OverviewService } from './services/OverviewService';
import { StatusService } from './services/StatusService';
import { WorkflowService } from './services/WorkflowService';
import { WorkflowSwitch } from './services/WorkflowSwitch';
import { AuditStore } from './store/AuditStore';
import { DispatchStore } from './store/DispatchStore';

/** Backend of the GitHub Workflows plugin, at `/api/github-workflows`. */
export const githubWorkflowsPlugin = createBackendPlugin({
  pluginId: 'github-workflows',
  register(env) {
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
      },
      async init(deps) {
        const { auditor, httpAuth, logger } = deps;
        const config = readGithubWorkflowsConfig(deps.rootConfig);
        const integrations = ScmIntegrations.fromConfig(deps.rootConfig);
        const gateway = new GithubGateway({ integrations, config, logger });
        const repositories = new RepositoryReader(gateway, config);
        const store = await DispatchStore.create(deps.database);
        const live = await createLiveState({
          ...deps,
          config,
          db: await deps.database.getClient(),
          dispatches: store,
          gateway,
          repositories,
        });
        const { notices, runs, watcher } = live;
        const attempts = new AttemptReader(gateway, runs);
        const workflows = new WorkflowService(repositories, runs);
        const identities = new IdentityRules(config.appIdentity);
        const matcher = new RunMatcher({
          gateway,
          runs,
          store,
          watcher,
          logger,
        });
        const deployments = new DeploymentReader(gateway, config);
        const runLists = new RunListService(repositories, runs);
        const dispatches = new DispatchService({
          gateway,
          identities,
          matcher,
          repositories,
          runs,
          workflows,
          store,
          watcher,
          logger,
        });

        const authorization = new Authorization(deps);
        const auditStore = await AuditStore.create(deps.database);
        const auditedActions = new AuditedActions({
          ...deps,
          authorization,
          auditStore,
        });

        const dispatchAs = createDispatchAs({
          auditedActions,
          authorization,
          dispatches,
        });

        registerActions({
          ...deps,
          authorization,
          dispatchAs,
          repositories,
          runs,
          workflows,
        });
        await keepAudit(deps.scheduler, auditStore, config.auditRetentionMs);
        registerPermissions(deps);
        deps.httpRouter.use(
          createRouter({
            annotations: new AnnotationReader(gateway, attempts),
            artifacts: new ArtifactReader(gateway),
            attempts,
            auditor,
            auditedActions,
            auditStore,
            authorization,
            dispatchAs,
            gateway,
            httpAuth,
            maxArtifactBytes: config.maxArtifactBytes,
            identities,
            maxLogBytes: config.maxLogBytes,
            preflights: new PreflightService({
              deployments,
              repositories,
              runs,
              workflows,
            }),
            overview: new OverviewService({
              repositories: live.repositoryStore,
              runs: live.runStore,
            }),
            presets: new PresetReader(gateway),
            refDetails: new RefDetailReader(gateway, config),
            repositories,
            runActions: new RunActionService({
              gateway,
              notices,
              runs,
              watcher,
            }),
            reviews: new DeploymentReviewService({
              gateway,
              deployments,
              runs,
              watcher,
              selfReview: new SelfReviewRule(repositories, store),
            }),
            runLists,
            runs,
            status: new StatusService({ ...live, gateway }),
            store,
            waitingRuns: new WaitingRunService(deployments, runLists),
            watcher,
            wideAuthorization: new WideAuthorization(deps),
            workflows,
            workflowSwitch: new WorkflowSwitch({
              gateway,
              repositories,
              signals: deps.signals,
            }),
          }),
        );
        await deps.scheduler.scheduleTask({
          id: 'match-runs',
          // One replica is enough, and two would take each other's finds for rivals.
          scope: 'global',
          frequency: { milliseconds: config.watchIntervalMs },
          timeout: { minutes: 1 },
          fn: () => matcher.tick(),
        });
      },
    });
  },
});
