import {
  AsyncPanel,
  AsyncPanelProps,
  describeError,
  EmptyNote,
} from '@internal/portal-react';

// Nothing is broken: somebody has something left to set up.
const TO_BE_SET_UP = [
  'not_configured',
  'annotation_missing',
  'service_name_missing',
];

/** One of the states of a view; a Datadog that was never connected is no error of anybody’s. */
export function DatadogPanel<T>(props: AsyncPanelProps<T>) {
  const { data, error } = props.query;
  const { title, message, remedy, code } = describeError(error);
  if (data === undefined && error && TO_BE_SET_UP.includes(code ?? '')) {
    return (
      <EmptyNote title={title}>
        {message} {remedy}
      </EmptyNote>
    );
  }
  return <AsyncPanel {...props} />;
}
