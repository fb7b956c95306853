import { Button, Checkbox, Select, TextField } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import {
  githubLoginSchema,
  Workflow,
} from '@internal/plugin-github-workflows-common';
import { useId, useState } from 'react';
import type { PickedRef } from '../../api';
import { RunFilters, useTabState } from '../../hooks';
import { eventOptions, FilterOption, statusOptions } from './runFilterOptions';
import styles from './RunsList.module.css';

const ALL = 'all';
// GitHub is younger; a date that is still being typed may have the year 2.
const FIRST_DAY = '2008-01-01';

function Choice(props: {
  label: string;
  all: string;
  options: FilterOption[];
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const { label, all, options, value, onChange } = props;
  return (
    <Select
      className={styles.filter}
      label={label}
      options={[{ id: ALL, label: all }, ...options]}
      value={value ?? ALL}
      onChange={key =>
        onChange(key === ALL || key === null ? undefined : String(key))
      }
    />
  );
}

function ActorField(props: {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const { value = '', onChange } = props;
  const [draft, setDraft] = useState<string>();
  const text = draft ?? value;
  const isValid = text === '' || githubLoginSchema.safeParse(text).success;
  const commit = () => {
    if (draft !== undefined && isValid) {
      onChange(draft || undefined);
      setDraft(undefined);
    }
  };
  return (
    <TextField
      className={styles.filter}
      label="Started by"
      placeholder="GitHub login"
      value={text}
      validate={() => (isValid ? null : 'This isn’t a GitHub login.')}
      validationBehavior="aria"
      onChange={setDraft}
      onBlur={commit}
      onKeyDown={event => event.key === 'Enter' && commit()}
    />
  );
}

function DayField(props: {
  label: string;
  value: string | undefined;
  min?: string;
  max?: string;
  onChange: (value: string | undefined) => void;
}) {
  const { label, value = '', min = FIRST_DAY, max, onChange } = props;
  const [draft, setDraft] = useState<string>();
  const id = useId();
  return (
    <div className={styles.filter}>
      <label className={styles.dayLabel} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className={styles.day}
        type="date"
        min={min}
        max={max}
        value={draft ?? value}
        onChange={({ target }) => {
          const day = target.value;
          const fits = day >= min && (!max || day <= max);
          setDraft(fits ? undefined : day);
          if (fits || day === '') {
            onChange(day || undefined);
          }
        }}
        onBlur={() => setDraft(undefined)}
      />
    </div>
  );
}

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
        <Choice
          label="Workflow"
          all="All workflows"
          options={options}
          value={workflow}
          onChange={file => change({ workflow: file, page: 1 })}
        />
        <Choice
          label="Status"
          all="Any status"
          options={statusOptions}
          value={filters.status}
          onChange={status => set({ status: status as RunFilters['status'] })}
        />
        <Choice
          label="Event"
          all="Any event"
          options={eventOptions(filters.event)}
          value={filters.event}
          onChange={event => set({ event })}
        />
        <ActorField value={filters.actor} onChange={actor => set({ actor })} />
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
