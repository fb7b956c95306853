import { Button, Skeleton } from '@backstage/ui';
import { ErrorsResponse, errorSorts } from '@internal/plugin-bugsnag-common';
import {
  describeError,
  EmptyNote,
  Section,
  SortableTable,
} from '@internal/portal-react';
import { RiArrowLeftDoubleLine, RiArrowRightLine } from '@remixicon/react';
import type { ErrorsView, useErrors } from '../../hooks';
import { PERIODS } from '../../words/errorWords';
import { formatCount } from '../../words/stabilityWords';
import { BugsnagPanel } from '../BugsnagPanel';
import styles from './BugsnagTab.module.css';
import { errorColumns } from './errorColumns';

/** Which part of the list this is, and the way to the others. */
function Paging(props: { answer: ErrorsResponse; view: ErrorsView }) {
  const { errors, before, total, nextCursor } = props.answer;
  const { turnTo } = props.view;
  const isFirst = before === 0;
  const shown = `${formatCount(before + 1)} to ${formatCount(before + errors.length)}`;
  return (
    <nav className={styles.paging} aria-label="Pages of errors">
      <span className={styles.note} role="status">
        {total === undefined
          ? `Errors ${shown}`
          : `Errors ${shown} of ${formatCount(total)}`}
      </span>
      {(nextCursor || !isFirst) && (
        <span className={styles.pages}>
          <Button
            variant="secondary"
            size="small"
            iconStart={<RiArrowLeftDoubleLine />}
            isDisabled={isFirst}
            onPress={() => turnTo(undefined)}
          >
            First page
          </Button>
          <Button
            variant="secondary"
            size="small"
            iconEnd={<RiArrowRightLine />}
            isDisabled={!nextCursor}
            onPress={() => turnTo(nextCursor)}
          >
            Next page
          </Button>
        </span>
      )}
    </nav>
  );
}

function Rows(props: {
  answer: ErrorsResponse;
  view: ErrorsView;
  isBusy: boolean;
}) {
  const { answer, view, isBusy } = props;
  const { query, change } = view;
  return (
    <>
      <div className={styles.rows} aria-busy={isBusy}>
        <SortableTable
          label="List of errors"
          columns={errorColumns}
          rows={answer.errors}
          keyOf={({ id }) => id}
          order={{ by: query.sort, descending: query.direction === 'desc' }}
          onOrder={({ by, descending }) => {
            const sort = errorSorts.find(one => one === by);
            // Of another column the most or the latest comes first.
            const isDescending = by === query.sort ? descending : true;
            change({ sort, direction: isDescending ? 'desc' : 'asc' });
          }}
        />
      </div>
      <Paging answer={answer} view={view} />
    </>
  );
}

function NoErrors(props: { view: ErrorsView }) {
  const { isFiltered, query } = props.view;
  return isFiltered ? (
    <EmptyNote title="No error fits the filters">
      Choose other filters or a longer period.
    </EmptyNote>
  ) : (
    <EmptyNote title={`No errors in the ${PERIODS[query.period]}`}>
      Either nothing went wrong, or the application doesn’t send its errors to
      this project.
    </EmptyNote>
  );
}

/** The errors that fit the filters, page by page. */
export function ErrorsSection(props: {
  errors: ReturnType<typeof useErrors>;
  view: ErrorsView;
}) {
  const { errors, view } = props;
  const isLost =
    errors.data === undefined &&
    describeError(errors.error).code === 'cursor_invalid';
  return (
    <Section title="Errors">
      <BugsnagPanel
        query={errors}
        label="errors"
        skeleton={<Skeleton width="100%" height={320} />}
        isEmpty={answer => answer.errors.length === 0}
        empty={<NoErrors view={view} />}
      >
        {answer => (
          <Rows answer={answer} view={view} isBusy={errors.isPlaceholderData} />
        )}
      </BugsnagPanel>
      {isLost && (
        <Button
          className={styles.clear}
          variant="secondary"
          onPress={() => view.turnTo(undefined)}
        >
          Show the first page
        </Button>
      )}
    </Section>
  );
}
