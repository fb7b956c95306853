import { Button, SearchField, ToggleButton } from '@backstage/ui';
import {
  RiArrowDownLine,
  RiArrowUpLine,
  RiDownloadLine,
  RiErrorWarningLine,
  RiLinksLine,
  RiTextWrap,
  RiTimeLine,
} from '@remixicon/react';
import { Ref, useState } from 'react';
import styles from './LogPanel.module.css';
import type { LogSearch } from './useLogSearch';

/** How a log is shown. */
export interface LogOptions {
  showTimes: boolean;
  wrap: boolean;
}

/** Props of {@link LogToolbar}. */
export interface LogToolbarProps {
  search: LogSearch;
  searchRef: Ref<HTMLDivElement>;
  options: LogOptions;
  onOptions: (options: LogOptions) => void;
  errorCount: number;
  onNextError: () => void;
  /** The line that is looked at, from 1. */
  line: number | undefined;
  onLink: (line: number) => Promise<void>;
  onDownload: () => void;
}

const numbers = new Intl.NumberFormat('en');

function describeSearch({ isSearching, count, position }: LogSearch): string {
  if (isSearching && count === 0) {
    return 'Searching…';
  }
  const found = `${numbers.format(position)} of ${numbers.format(count)} lines`;
  return isSearching ? `${found} so far` : found;
}

function SearchBar(props: Pick<LogToolbarProps, 'search' | 'searchRef'>) {
  const { search, searchRef } = props;
  const { query, count } = search;
  return (
    <div className={styles.search}>
      <SearchField
        ref={searchRef}
        aria-label="Search the log"
        placeholder="Search the log"
        size="small"
        value={query}
        onChange={search.setQuery}
        onKeyDown={event => {
          if (event.key === 'Enter') {
            event.preventDefault();
            (event.shiftKey ? search.previous : search.next)();
          }
        }}
      />
      <span role="status" className={styles.count}>
        {query && describeSearch(search)}
      </span>
      <Button
        size="small"
        variant="secondary"
        aria-label="Previous match"
        isDisabled={count === 0}
        onPress={search.previous}
      >
        <RiArrowUpLine size={16} />
      </Button>
      <Button
        size="small"
        variant="secondary"
        aria-label="Next match"
        isDisabled={count === 0}
        onPress={search.next}
      >
        <RiArrowDownLine size={16} />
      </Button>
    </div>
  );
}

function LinkButton(props: Pick<LogToolbarProps, 'line' | 'onLink'>) {
  const { line, onLink } = props;
  const [copied, setCopied] = useState<number>();
  if (line === undefined) {
    return null;
  }
  return (
    <Button
      size="small"
      variant="secondary"
      iconStart={<RiLinksLine />}
      onPress={async () => {
        await onLink(line);
        setCopied(line);
      }}
    >
      {copied === line
        ? `Link to line ${line} copied`
        : `Copy link to line ${line}`}
    </Button>
  );
}

/** What can be done with a log: search it, go to its errors, change how it looks, keep it. */
export function LogToolbar(props: LogToolbarProps) {
  const { options, onOptions, errorCount, onNextError, onDownload } = props;
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="Log">
      <SearchBar {...props} />
      {errorCount > 0 && (
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiErrorWarningLine />}
          onPress={onNextError}
        >
          {errorCount === 1
            ? 'Go to the error'
            : `Next of ${numbers.format(errorCount)} errors`}
        </Button>
      )}
      <ToggleButton
        size="small"
        iconStart={<RiTimeLine />}
        isSelected={options.showTimes}
        onChange={showTimes => onOptions({ ...options, showTimes })}
      >
        Times
      </ToggleButton>
      <ToggleButton
        size="small"
        iconStart={<RiTextWrap />}
        isSelected={options.wrap}
        onChange={wrap => onOptions({ ...options, wrap })}
      >
        Wrap
      </ToggleButton>
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiDownloadLine />}
        onPress={onDownload}
      >
        Download
      </Button>
      <LinkButton {...props} />
    </div>
  );
}
