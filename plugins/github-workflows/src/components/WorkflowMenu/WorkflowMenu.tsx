import { ButtonIcon, Menu, MenuItem, MenuTrigger, Text } from '@backstage/ui';
import { RiMoreLine } from '@remixicon/react';
import type {
  RepositoryResponse,
  Workflow,
} from '@internal/plugin-github-workflows-common';
import { useState } from 'react';
import { useWorkflowSwitch } from '../../hooks';
import { ActionDialog } from '../RunActions';

/** Props of {@link WorkflowMenu}. */
export interface WorkflowMenuProps {
  entityRef: string;
  repository: RepositoryResponse;
  workflow: Workflow;
}

function SwitchDialog(
  props: WorkflowMenuProps & { enabled: boolean; onClose: () => void },
) {
  const { entityRef, repository, workflow, enabled, onClose } = props;
  const mutation = useWorkflowSwitch();
  const verb = enabled ? 'Enable' : 'Disable';
  return (
    <ActionDialog
      title={`${verb} ${workflow.name}?`}
      confirmLabel={`${verb} workflow`}
      dismissLabel="Leave it as it is"
      isDestructive={!enabled}
      mutation={mutation}
      request={{ entityRef, repository, file: workflow.file, enabled }}
      onTaken={() => {}}
      onClose={onClose}
    >
      <Text as="p">
        <code>{workflow.file}</code> of {repository.owner}/{repository.repo}, on
        all branches.
      </Text>
      <Text as="p">
        {enabled
          ? 'It will be started again by its events, and can be run by hand.'
          : 'No event starts it any more, and nobody can run it, until somebody enables it. Runs that are under way go on.'}
      </Text>
    </ActionDialog>
  );
}

/** What else can be done with a workflow that GitHub knows: enable or disable it. */
export function WorkflowMenu(props: WorkflowMenuProps) {
  const { name, state } = props.workflow;
  // What was chosen; the state may change under the open dialog.
  const [enabled, setEnabled] = useState<boolean>();
  if (state === 'dynamic' || state === 'not_registered') {
    return null;
  }
  const isDisabled = state.startsWith('disabled_');
  return (
    <>
      <MenuTrigger>
        <ButtonIcon
          variant="tertiary"
          icon={<RiMoreLine />}
          aria-label={`More about ${name}`}
        />
        <Menu aria-label={`More about ${name}`}>
          <MenuItem onAction={() => setEnabled(isDisabled)}>
            {isDisabled ? 'Enable workflow' : 'Disable workflow'}
          </MenuItem>
        </Menu>
      </MenuTrigger>
      {enabled !== undefined && (
        <SwitchDialog
          {...props}
          enabled={enabled}
          onClose={() => setEnabled(undefined)}
        />
      )}
    </>
  );
}
