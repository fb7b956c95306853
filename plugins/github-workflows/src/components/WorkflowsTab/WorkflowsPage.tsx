import { Alert, Link } from '@backstage/ui';
import { RiExternalLinkLine } from '@remixicon/react';
import type { RepositoryResponse } from '@internal/plugin-github-workflows-common';
import { AsyncPanel } from '@internal/portal-react';
import { useId } from 'react';
import {
  CHOOSE_WORKFLOW,
  useEntityRef,
  useRepository,
  useTabState,
  useWorkflows,
} from '../../hooks';
import { RefPicker } from '../RefPicker';
import { readLinkInputs, RunDialog } from '../RunDialog';
import { RunsList } from '../RunsList';
import { WorkflowChooser } from '../WorkflowChooser';
import { WorkflowList } from '../WorkflowList';
import { WorkflowMenu } from '../WorkflowMenu';
import styles from './WorkflowsTab.module.css';

interface RepositoryViewProps {
  entityRef: string;
  repository: RepositoryResponse;
}

function RepositoryLink(props: { repository: RepositoryResponse }) {
  const { owner, repo, htmlUrl } = props.repository;
  return (
    <Link href={htmlUrl} target="_blank" rel="noreferrer">
      {owner}/{repo} on GitHub{' '}
      <RiExternalLinkLine size={14} aria-hidden="true" />
    </Link>
  );
}

function RepositoryView(props: RepositoryViewProps) {
  const { entityRef, repository } = props;
  const { viewer, defaultBranch } = repository;
  const { state, change } = useTabState();
  const at = state.picked ?? { ref: defaultBranch, refType: 'branch' };
  const workflows = useWorkflows(entityRef, at);
  const reasonId = useId();
  return (
    <div className={styles.page}>
      <div className={styles.top}>
        <RefPicker
          entityRef={entityRef}
          value={at}
          onChange={picked => change({ picked, page: 1 })}
        />
        <RepositoryLink repository={repository} />
      </div>
      {!viewer.mayRun && (
        <Alert
          id={reasonId}
          status="info"
          icon
          title="You may look, but not run workflows here"
          description={viewer.reason}
        />
      )}
      <WorkflowList
        query={workflows}
        at={at}
        mayRun={viewer.mayRun}
        reasonId={reasonId}
        onRun={dispatch => change({ dispatch })}
        actionsOn={workflow =>
          repository.mayManage ? (
            <WorkflowMenu
              entityRef={entityRef}
              repository={repository}
              workflow={workflow}
            />
          ) : null
        }
      />
      <RunsList
        entityRef={entityRef}
        at={at}
        workflows={workflows.data?.items ?? []}
      />
      {state.dispatch === CHOOSE_WORKFLOW && (
        <WorkflowChooser
          query={workflows}
          at={at}
          onChoose={dispatch => change({ dispatch }, { replace: true })}
          onClose={() => change({ dispatch: undefined }, { replace: true })}
        />
      )}
      {state.dispatch && state.dispatch !== CHOOSE_WORKFLOW && (
        <RunDialog
          key={`${state.dispatch} ${state.inputs}`}
          opensWith={state.inputs ? readLinkInputs(state.inputs) : undefined}
          entityRef={entityRef}
          file={state.dispatch}
          at={at}
          repository={repository}
          onPickRef={picked => change({ picked, page: 1 }, { replace: true })}
          onClose={() =>
            change(
              { dispatch: undefined, inputs: undefined },
              { replace: true },
            )
          }
          onShowRuns={() =>
            change(
              {
                dispatch: undefined,
                inputs: undefined,
                workflow: state.dispatch,
                page: 1,
              },
              { replace: true },
            )
          }
        />
      )}
    </div>
  );
}

/** The workflows of the entity's repository at a ref, and its runs. */
export function WorkflowsPage() {
  const entityRef = useEntityRef();
  const repository = useRepository(entityRef);
  return (
    <AsyncPanel query={repository} label="repository">
      {answer => <RepositoryView entityRef={entityRef} repository={answer} />}
    </AsyncPanel>
  );
}
