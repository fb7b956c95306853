import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useEntity, EntityInfoCard } from '@backstage/plugin-catalog-react';
import { ButtonLink, Text } from '@backstage/ui';
import { RiPlayLine } from '@remixicon/react';
import {
  readPinnedWorkflows,
  Workflow,
} from '@internal/plugin-github-workflows-common';
import { AsyncPanel } from '@internal/portal-react';
import { useEntityRef, useRepository, useWorkflows } from '../../hooks';
import { workflowsRouteRef } from '../../routes';
import { describeWorkflowState } from '../WorkflowList';
import styles from './QuickRunCard.module.css';

function PinnedRow(props: { file: string; workflow: Workflow | undefined }) {
  const { file, workflow } = props;
  const tabLink = useRouteRef(workflowsRouteRef);
  const name = workflow?.name ?? file;
  const isRunnable = workflow?.state === 'runnable';
  return (
    <li className={styles.row}>
      <span className={styles.name}>
        {name}
        {!isRunnable && (
          <Text as="div" variant="body-small" color="secondary">
            {workflow
              ? describeWorkflowState(workflow.state)
              : 'The repository has no such workflow on its default branch.'}
          </Text>
        )}
      </span>
      {isRunnable && tabLink && (
        <ButtonLink
          variant="secondary"
          iconStart={<RiPlayLine />}
          aria-label={`Run workflow ${name}`}
          href={`${tabLink()}?${new URLSearchParams({ dispatch: file })}`}
        >
          Run workflow
        </ButtonLink>
      )}
    </li>
  );
}

function Pinned(props: { defaultBranch: string }) {
  const entityRef = useEntityRef();
  const { entity } = useEntity();
  const pinned = readPinnedWorkflows(entity.metadata.annotations);
  const workflows = useWorkflows(entityRef, {
    ref: props.defaultBranch,
    refType: 'branch',
  });
  return (
    <AsyncPanel query={workflows} label="pinned workflows">
      {({ items }) => (
        <ul className={styles.list}>
          {pinned.map(file => (
            <PinnedRow
              key={file}
              file={file}
              workflow={items.find(item => item.file === file)}
            />
          ))}
        </ul>
      )}
    </AsyncPanel>
  );
}

/** The workflows that the entity has pinned, each one step away from its form. */
export function QuickRunCard() {
  const repository = useRepository(useEntityRef());
  return (
    <EntityInfoCard title="Run a workflow">
      <AsyncPanel query={repository} label="repository">
        {({ defaultBranch }) => <Pinned defaultBranch={defaultBranch} />}
      </AsyncPanel>
    </EntityInfoCard>
  );
}
