import {
  Button,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
} from '@backstage/ui';
import { RiFileListLine } from '@remixicon/react';
import {
  Dispatch,
  PRESETS_FILE,
} from '@internal/plugin-github-workflows-common';
import type { PickedRef } from '../../api';
import { useMyDispatchesOf, usePresets } from '../../hooks';
import { ProblemList } from '../WorkflowList';
import type { Prefill } from './prefill';

/** Props of {@link PresetMenu}. */
export interface PresetMenuProps {
  entityRef: string;
  file: string;
  isDisabled: boolean;
  onPick: (prefill: Prefill) => void;
}

function pickedRef(of: {
  ref?: string;
  refType: PickedRef['refType'];
}): PickedRef | undefined {
  return of.ref === undefined
    ? undefined
    : { ref: of.ref, refType: of.refType };
}

function describe(dispatch: Dispatch): string {
  const when = new Date(dispatch.requestedAt).toLocaleString();
  const values = Object.entries(dispatch.inputs)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ')
    .slice(0, 80);
  return `${when} on ${dispatch.ref}${values && ` (${values})`}`;
}

/** Fills the form from a preset of the team or from what the person has run before. */
export function PresetMenu(props: PresetMenuProps) {
  const { entityRef, file, isDisabled, onPick } = props;
  const presets = usePresets(entityRef);
  const mine = useMyDispatchesOf(entityRef, file).data ?? [];
  const team = (presets.data?.items ?? []).filter(
    preset => preset.workflow === file,
  );
  const problems = presets.data?.problems ?? [];
  return (
    <>
      {team.length + mine.length > 0 && (
        <MenuTrigger>
          <Button
            variant="secondary"
            iconStart={<RiFileListLine />}
            isDisabled={isDisabled}
          >
            Fill in from…
          </Button>
          <Menu>
            {team.length > 0 && (
              <MenuSection title="Presets of the team">
                {team.map(preset => (
                  <MenuItem
                    key={preset.name}
                    id={`preset ${preset.name}`}
                    onAction={() =>
                      onPick({
                        source: `the preset “${preset.name}”`,
                        at: pickedRef(preset),
                        inputs: preset.inputs,
                      })
                    }
                  >
                    {preset.name}
                  </MenuItem>
                ))}
              </MenuSection>
            )}
            {mine.length > 0 && (
              <MenuSection title="What you ran before">
                {mine.map(dispatch => (
                  <MenuItem
                    key={dispatch.id}
                    id={dispatch.id}
                    onAction={() =>
                      onPick({
                        source: `your run of ${describe(dispatch)}`,
                        at: pickedRef(dispatch),
                        inputs: dispatch.inputs,
                      })
                    }
                  >
                    {describe(dispatch)}
                  </MenuItem>
                ))}
              </MenuSection>
            )}
          </Menu>
        </MenuTrigger>
      )}
      {problems.length > 0 && (
        <section aria-label={`Problems of ${PRESETS_FILE}`}>
          Some presets in <code>{PRESETS_FILE}</code> can’t be used:
          <ProblemList problems={problems} />
        </section>
      )}
    </>
  );
}
