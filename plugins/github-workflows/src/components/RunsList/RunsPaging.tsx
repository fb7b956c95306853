import { TablePagination, Text } from '@backstage/ui';
import type { RunsResponse } from '@internal/plugin-github-workflows-common';
import { useTabState } from '../../hooks';

const numbers = new Intl.NumberFormat('en');

/** Where a list of runs ends although there may be more, and why. */
export function RunsEnd(props: { answer: RunsResponse }) {
  const { limitedTo, searched } = props.answer;
  if (searched !== undefined) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        Found among the newest {numbers.format(searched)} runs of the
        repository; there are older ones.
      </Text>
    );
  }
  return limitedTo === undefined ? null : (
    <Text as="p" variant="body-small" color="secondary">
      GitHub gives at most {numbers.format(limitedTo)} results when filtered,
      the newest ones. Choose earlier days to see older runs.
    </Text>
  );
}

/** The way to other pages of the list of runs, and what is beyond the last one. */
export function RunsPaging(props: { answer: RunsResponse }) {
  const { page, pageSize, totalCount, hasMore, searched, items } = props.answer;
  const { change } = useTabState();
  const first = (page - 1) * pageSize;
  return (
    <>
      {(hasMore || page > 1) && (
        <TablePagination
          pageSize={pageSize}
          offset={first}
          totalCount={totalCount}
          showPageSizeOptions={false}
          // How many there are isn't known before all have been looked through.
          getLabel={
            searched === undefined
              ? undefined
              : () =>
                  `${first + 1} - ${first + items.length}${hasMore ? ' of more' : ''}`
          }
          hasPreviousPage={page > 1}
          hasNextPage={hasMore}
          onPreviousPage={() => change({ page: page - 1 })}
          onNextPage={() => change({ page: page + 1 })}
        />
      )}
      <RunsEnd answer={props.answer} />
    </>
  );
}
