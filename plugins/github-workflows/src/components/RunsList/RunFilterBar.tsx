import { Button, Checkbox } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import {
  githubLoginSchema,
  Workflow,
} from '@internal/plugin-github-workflows-common';
import type { PickedRef } from '../../api';
import { RunFilters, useTabState } from '../../hooks';
import { ChoiceField, DayField, TextFilter } from '../FilterFields';
import { eventOptions, statusOptions } from './runFilterOptions';
import styles from './RunsList.module.css';

const readLogin = (text: string) => githubLoginSchema.safeParse(text).data;

/** Props of {@link RunFilterBar}. */
export interface RunFilterBarProps {
  at: PickedRef;
  /** What may be filtered by; empty while unknown. */
  workflows: Workflow[];
}

/** The filters of the list of runs; GitHub applies them, the URL keeps them. */
export function RunFilterBar(props: RunFilterBarProps) {
  const { at, workflows } = props;
  const { state, change, isFiltered, clearFilters } = useTabState();
  const { workflow, filters } = state;
  const files = workflows.filter(({ state: s }) => s !== 'dynamic');
  const options = files.map(({ file, name }) => ({ id: file, label: name }));
  if (workflow && !files.some(({ file }) => file === workflow)) {
    options.push({ id: workflow, label: workflow });
  }
  const set = (part: RunFilters) =>
    change({ filters: { ...filters, ...part }, page: 1 });
  return (
    <div role="group" aria-label="Filters of the runs">
      <div className={styles.filters}>
        <ChoiceField
          label="Workflow"
          all="All workflows"
          options={options}
          value={workflow}
          onChange={file => change({ workflow: file, page: 1 })}
        />
        <ChoiceField
          label="Status"
          all="Any status"
          options={statusOptions}
          value={filters.status}
          onChange={status => set({ status: status as RunFilters['status'] })}
        />
        <ChoiceField
          label="Event"
          all="Any event"
          options={eventOptions(filters.event)}
          value={filters.event}
          onChange={event => set({ event })}
        />
        <TextFilter
          label="Started by"
          placeholder="GitHub login"
          value={filters.actor}
          read={readLogin}
          invalid="This isn’t a GitHub login."
          onChange={actor => set({ actor })}
        />
        <DayField
          label="From (UTC)"
          value={filters.from}
          max={filters.to}
          onChange={from => set({ from })}
        />
        <DayField
          label="To (UTC)"
          value={filters.to}
          min={filters.from}
          onChange={to => set({ to })}
        />
      </div>
      <div className={styles.more}>
        <Checkbox
          isSelected={state.onRef}
          onChange={onRef => change({ onRef, page: 1 })}
        >
          Only on {at.refType} {at.ref}
        </Checkbox>
        {isFiltered && (
          <Button
            variant="tertiary"
            size="small"
            iconStart={<RiCloseLine />}
            onPress={clearFilters}
          >
            Clear filters
          </Button>
        )}
      </div>
    </div>
  );
}
