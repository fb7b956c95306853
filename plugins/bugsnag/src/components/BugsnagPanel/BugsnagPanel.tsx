import {
  AsyncPanel,
  AsyncPanelProps,
  describeError,
  EmptyNote,
} from '@internal/portal-react';

/** One of the states of a view; a Bugsnag that was never connected is no error of anybody's. */
export function BugsnagPanel<T>(props: AsyncPanelProps<T>) {
  const { data, error } = props.query;
  const { title, message, remedy, code } = describeError(error);
  if (data === undefined && error && code === 'not_configured') {
    return (
      <EmptyNote title={title}>
        {message} {remedy}
      </EmptyNote>
    );
  }
  return <AsyncPanel {...props} />;
}
