import { Button, Select, TextField } from '@backstage/ui';
import { ErrorsQuery, periods } from '@internal/plugin-bugsnag-common';
import { RiCloseLine } from '@remixicon/react';
import { useState } from 'react';
import type { ErrorsView } from '../../hooks';
import {
  PERIODS,
  severityOptions,
  statusOptions,
} from '../../words/errorWords';
import styles from './BugsnagTab.module.css';

const MAX_SEARCH = 200;

const periodOptions = periods.map(id => ({
  id,
  label: PERIODS[id].replace('last', 'Last'),
}));

/** Several of a few, or all where none is chosen. */
function Choices(props: {
  label: string;
  all: string;
  options: readonly { id: string; label: string }[];
  value: readonly string[] | undefined;
  onChange: (value: string[] | undefined) => void;
}) {
  const { label, all, options, value = [], onChange } = props;
  return (
    <Select
      label={label}
      placeholder={all}
      selectionMode="multiple"
      options={[...options]}
      value={[...value]}
      onChange={keys => {
        const chosen = [...(keys as Iterable<string>)].map(String);
        onChange(chosen.length > 0 ? chosen : undefined);
      }}
    />
  );
}

/** A text to look for, applied when the field is left or Enter is pressed. */
function SearchText(props: {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const { value = '', onChange } = props;
  const [draft, setDraft] = useState<string>();
  const commit = () => {
    if (draft !== undefined) {
      onChange(draft.trim() || undefined);
      setDraft(undefined);
    }
  };
  return (
    <TextField
      label="Search"
      placeholder="Class or message"
      maxLength={MAX_SEARCH}
      value={draft ?? value}
      onChange={setDraft}
      onBlur={commit}
      onKeyDown={event => event.key === 'Enter' && commit()}
    />
  );
}

/** The filters of errors and trend; Bugsnag applies them, the address keeps them. */
export function FilterBar(props: {
  view: ErrorsView;
  /** Stages that the project knows; empty while unknown. */
  stages: string[];
}) {
  const { view, stages } = props;
  const { query, change, isFiltered, clearFilters } = view;
  const known = [...new Set([...stages, ...(query.stage ?? [])])];
  return (
    <div role="group" aria-label="Filters of the errors">
      <div className={styles.filters}>
        <SearchText
          value={query.search}
          onChange={search => change({ search })}
        />
        <Choices
          label="Severity"
          all="Any severity"
          options={severityOptions}
          value={query.severity}
          onChange={severity =>
            change({ severity: severity as ErrorsQuery['severity'] })
          }
        />
        <Choices
          label="Status"
          all="Any status"
          options={statusOptions}
          value={query.status}
          onChange={status =>
            change({ status: status as ErrorsQuery['status'] })
          }
        />
        <Choices
          label="Stage"
          all="All stages"
          options={known.map(stage => ({ id: stage, label: stage }))}
          value={query.stage}
          onChange={stage => change({ stage })}
        />
        <Select
          label="Period"
          options={periodOptions}
          value={query.period}
          onChange={period =>
            change({ period: period as ErrorsQuery['period'] })
          }
        />
      </div>
      {isFiltered && (
        <Button
          className={styles.clear}
          variant="tertiary"
          size="small"
          iconStart={<RiCloseLine />}
          onPress={clearFilters}
        >
          Clear filters
        </Button>
      )}
    </div>
  );
}
