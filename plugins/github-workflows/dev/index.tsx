// The plugin alone, on a backend in memory:
//   cd plugins/github-workflows && yarn start
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { makeRun, makeRunningRun } from '../src/testHelpers/builders';
import { studioService } from '../src/testHelpers/entity';
import { InMemoryGithubWorkflows } from '../src/testHelpers/InMemoryGithubWorkflows';
import { makeStudioServiceState } from '../src/testHelpers/studioServiceState';
import { githubWorkflowsApiRef } from '../src/api';
import githubWorkflowsPlugin from '../src';

const backend = new InMemoryGithubWorkflows(makeStudioServiceState());

// A dispatch starts a run that is still going on when its page opens.
backend.onDispatch = async ({ file, request, entityRef }) => {
  const id = 1_000 + backend.sent.length;
  const now = new Date().toISOString();
  backend.state.runs.unshift(
    makeRunningRun({
      id,
      number: id,
      workflowFile: file,
      ref: request.ref,
      title: `Run of ${file}`,
      createdAt: now,
      startedAt: now,
    }),
  );
  const dispatch = {
    id: request.idempotencyKey,
    entityRef,
    workflowFile: file,
    ref: request.ref,
    refType: request.refType,
    inputs: request.inputs,
    requestedAt: now,
    identity: 'user' as const,
    state: 'started' as const,
    runId: id,
  };
  backend.state.dispatches.unshift(dispatch);
  return dispatch;
};

// A run stops two seconds after it was cancelled, and starts again as soon after a re-run.
backend.onRunAction = async ({ method, runId }) => {
  setTimeout(() => {
    backend.state.runs = backend.state.runs.map(run => {
      if (run.id !== runId) {
        return run;
      }
      const now = new Date().toISOString();
      return method === 'cancelRun'
        ? makeRun({ ...run, status: 'completed', conclusion: 'cancelled' })
        : makeRunningRun({
            ...run,
            status: 'in_progress',
            conclusion: undefined,
            completedAt: undefined,
            attempt: run.attempt + 1,
            startedAt: now,
          });
    });
  }, 2_000);
};

const catalogInMemory = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: catalogApiRef,
          deps: {},
          factory: () =>
            new InMemoryCatalogClient({ entities: [studioService] }),
        }),
    }),
  ],
});

const githubWorkflowsInMemory = createFrontendModule({
  pluginId: 'github-workflows',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: githubWorkflowsApiRef,
          deps: {},
          factory: () => backend,
        }),
    }),
  ],
});

createDevApp({
  features: [
    catalogPlugin,
    catalogInMemory,
    githubWorkflowsPlugin,
    githubWorkflowsInMemory,
  ],
});
